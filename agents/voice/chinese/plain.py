"""Chinese phrases for telling it straight: what, where, when, with whom, and how it was. Most of life is like this."""

from typing import Final

from agents.voice.facts import Occurrence as What

FELT: Final = """
= felt
[great] {真的很好|好得不能再好|高兴，没别的}。
[good] {挺好的|我挺喜欢|心里舒坦|正是我要的|没白来}。
[good earnest] {这样的日子要珍惜|心里踏实|挺感激的}。
[good quiet] {安安静静的，好|喜欢|舒服}。
[good lively] {开心|太好了|$day最好的一刻}。
[good slangy] {美滋滋|真不赖|得劲}。
[good formal] {十分愉快|甚好|颇为满意}。
[awful] {说实话，糟透了|心情一下就没了|真不想再来一回}。
[bad] {不怎么样|今天不顺|有点难受|没意思}。
[bad earnest] {尽量不往心里去|明天争取好一点|有点失望}。
[bad lively] {气|烦死了|什么呀}。
[bad quiet] {算了|不想多说|有点丧}。
[bad slangy] {糟心|有点崩|真行}。
[bad formal] {遗憾|不尽如人意|颇感不快}。
[!good !bad] {还行|一般|就那样|没什么特别的|凑合}。
[!good !bad] {平常的$day|老样子|就这么过去了}。
= mood
[great] {高兴得不知道往哪儿放|现在还不敢信|想唱两句}。
[good] {高兴|松了口气|运气不错|心里美|今天值了}。
[good earnest] {知足|心里感激}。
[good lively] {乐疯了|总算轮到我|原地转了个圈}。
[good slangy] {美得很|可以啊|舒坦了}。
[good formal] {甚慰|很是高兴}。
[awful] {想哭|真是一棒子|不知道怎么办好}。
[bad] {烦|就知道会这样|偏偏这时候|这个$day啊|心里堵得慌}。
[bad lively] {气死我了|离谱}。
[bad quiet] {唉|想一个人待会儿}。
[bad slangy] {无语|服了}。
[bad formal] {诸多不便|实在无奈}。
[bad steady] {会过去的|比这难的也过来了}。
[!good !bad] {就这么个事|再看吧|跟你们说一声|知道了就行}。
"""
PLAIN: Final[dict[What, str]] = {
    What.MEAL: """
{$meal$at吃的$a|$clock左右$at吃了$dine，$a}。{比想的饿|吃完人就有精神了|每回都忘了它这么顶饱}。<felt>
{刚$at吃了$a|$clock才吃上饭，$a}。{从昨天起就没正经吃|边吃边发呆}。<felt>
{$day|今天}还是$a，{习惯了就不想换|本来想自己做，后来懒了}。<felt>
[who] {和$who$at吃了$dine|跟$who一块儿吃了$dine}，{好久没坐一起了|慢慢吃的，说了不少话|我吃的$thing}。<felt>
[amount] {这一顿花了$amount|$at一共$amount}，{我点的$a|$thing加一壶茶}。<felt>
[home] {在家做了$a|$clock在家弄了$a}，{还剩点，谁饿来拿|吃完就把碗洗了，难得}。<felt>
[bad] {不太饿|没胃口}，$at点了$a，{吃了一半|打包带走了}。<felt>
""",
    What.WORKED: """
{$at干到$clock|$at忙到$clock}，{今天就这些|回家}。<felt>
{一早就在上班|从早站到现在}，{都$clock了|这会儿$clock}，{累了|腰知道}。{吃饭，睡觉|回家先坐会儿}。
{今天$at上班|$at上班}，{跟昨天差不多|没什么特别的事}。<felt>
{$day|今天}$at{事挺多|挺清闲}，{总算应付过来了|货架整理了两遍|一直没闲着}。<felt>
[who] 今天跟$who一起$at上班，{搭得挺好|两个人快得多|都没坐下过}。<felt>
[good] {老板夸了一句|有人当面谢我}，{我不知道说什么好|一直高兴到$clock}。<felt>
[good] {今天$at很顺|$at比我担心的好}，{$clock就收拾完了|没留尾巴}。<felt>
[bad] {$at出了个错|今天弄错一件事}，{改过来了，心里还是过不去|别人没说什么，我自己在意}。<felt>
[bad] {活多人少|什么都赶一块儿了}，$clock走的时候{还剩一半|桌上还一摞}。<felt>
[bad] {今天$at跟人急了，又道了歉|一整天头疼}，{$clock耐心就用完了|坐都没坐}。<felt>
""",
    What.STUDIED: """
{$at学$thing到$clock|学$thing学到$clock}。<felt>
{今天|$day}主要在学$thing，{进度慢|好像记住了一些|希望能再快点}。<felt>
{快考$thing了|$thing要考试}，{今天$at看了两个钟头|这回早点开始}，{还没准备好，差不多了|慢慢来}。
{$thing的题做完了|$thing从头看了一遍}，{又看一遍|$at做的}。<felt>
[who] 和$who一起$at学$thing，{人家讲得比书明白|互相考了考}。<felt>
[bad] $thing{看不懂|卡住了}，{$clock合上书|$clock不看了}。{明天再看|得找人问问}。<felt>
""",
    What.SLEPT_BADLY: """
{昨晚没睡好|一夜没怎么睡}，{又是$thing|$a}。{$clock起的|从两点醒到现在}。<mood>
{没睡够|睡得少}，因为$a。{今天反应慢，多担待|说话慢，别见怪}。<mood>
{$clock了|现在$clock}，{还是睡不着|醒了几个钟头了}，$a。{干脆起来了|泡了杯茶}。
{困了一天|今天一直困}，{夜里让$thing闹的|都怪$thing}。<mood>
{有谁知道怎么对付$thing|碰上$thing你们怎么办}？{我好几天没睡整觉了|撑不住了}。
""",
    What.EXERCISED: """
{$clock左右$at$a|$at$a，$clock去的}。<felt>
{今天$at$a|$day$at$a}，{四十分钟|半个钟头|一个钟头}。{比上回多一点|腿酸，脑子清楚了}。
{本来不想去|差点没出门}，还是$at$a了。<felt>
{想把身体练好点|想坚持下去}，今天$at$a。{一步一步来|看能坚持多久}。<felt>
[who] 和$who$at$a，{有伴轻松多了|人家体力比我好|说好下回再来}。<felt>
[bad] 今天$a{没做完|提前停了}，{没劲|膝盖不对}，$clock就回来了。<felt>
[good] $at$a，{比上回好|状态不错}，{$clock才收|从$clock练到出汗}。<felt>
""",
    What.READ_BOOK: """
{最近在看$a|$at看$a}。<felt>
{看了一个多钟头书|看书看到$clock}，是$a。{都忘了看书这么舒服|长，但不烦}。<felt>
{$at看了一章$thing|看了几页$thing}，{越来越好看|开头有点慢|看到六十来页}。<felt>
{有什么书推荐吗|大家都在看什么}？{我这本$thing快完了|$thing看完不知道看啥}。
[who] {$who推荐我看的$thing|$who说这$thing好}，{目前不错|看完再汇报}。<felt>
[bad] {看不进去|老走神}，{$thing同一页看了三遍|$thing从$clock到现在没翻页}。<felt>
""",
    What.SHOPPED: """
{$clock去买东西|$at买东西}，{买了$a和别的|主要是$a|$thing，面包，老几样}。<felt>
{家里什么都没了|冰箱空了}，出门买了$a，{还有些零碎|再加点水果}。<felt>
{就缺$thing|只要买$thing}，{$clock出门一趟|$at一趟}，{快去快回|比想的久}。<felt>
{$day是买东西的日子|$day采购}，{买了$a|$thing、水果、米}。<felt>
[amount] {一共花了$amount|今天$amount}，{$thing占大头|算上$thing}。<felt>
[who] 和$who一起去买东西，{买了$a，分着拎|没人提醒我就忘了$thing}。<felt>
""",
    What.PLAYED: """
[!ticketed] {$at$a到$clock|$at$a，$clock才收}。<felt>
[!ticketed] {有个空|闲了一个钟头}，$at$a。{打得不好，图个高兴|赢一回输三回}。<felt>
[!ticketed who] 和$who$at$a，{待得比打算的久|人家赢了，服}。<felt>
[!ticketed] {该多$a|以后得多$a}，{$at待到$clock|比一个人待着强}。<felt>
[ticketed] {$at看了$a|$clock去看了$a}。<felt>
[ticketed who] 和$who看了$a，{一路都在聊|人家比我喜欢}。<felt>
[ticketed] {下午有空|自己待了会儿}，$at看了$a，{离这么近，该多来|老忘了有这个地方}。<felt>
[amount] {票$amount|花了$amount}，{$thing|为了$thing}。<felt>
""",
    What.WALKED: """
{$at散了散步|$clock出去走了走}，{看见$a|路上碰见$a}。<felt>
{想透透气|坐不住了}，$at走了一会儿。{看见$a，站了会儿|碰上$a}。<felt>
{吃饭之前|下班后}$at走了{半个钟头|一个钟头}，{没什么人|挺静}，就看见$a。<felt>
{差不多每个$day都|平时我都}$at走走，今天看见$a。<felt>
[who] 和$who$at散步，{看见$a，坐了会儿|一边走一边聊，还看见$a}。<felt>
[bad] {屋里待不住|心里有事}，$at走了走，看见$a。{好一点|还是想}。
""",
    What.HOUSEWORK: """
{$day在家$a|花了一个钟头$a}。<felt>
{$clock之前把家里收拾了|干到$clock}，{主要是$a|就$a}。{早该弄了|了了一桩心事|还有一半}。
{拖了好久|想了几个礼拜}，今天$a。{$clock弄完的|完了}。<felt>
{今天大扫除|搞卫生}，先$a，{再喝茶|歇会儿接着来}。<felt>
[who] $who来帮我$a，{快了一倍|真好心}。<felt>
[bad] 想$a来着，{太累了|一个人弄不动}，{剩一半|$clock就停了}。<felt>
{从$clock开始$a|$clock动手$a}，{找出一枚硬币、一颗扣子|两桶水|放了三首歌}。<felt>
""",
    What.RESTED: """
{$at歇了会儿|$clock歇了一个钟头}。<felt>
$at坐了坐，{什么也没干|看看人}，{$clock才走|坐到$clock}。<felt>
{这礼拜忙坏了|最近事多}，今天$at停了一个钟头。<felt>
{$at清静了一会儿|饭前清静了一会儿}，{需要这个|手机关了|没别人}。<felt>
[who] 和$who$at坐了会儿，{不赶时间|没怎么说话，挺好}。<felt>
[bad] {躺下了|想歇歇}，{脑子停不下来|没歇成}，{$clock起来的|到$clock还醒着}。<felt>
[good] {$at找了个安静的钟头|$at慢慢待着}，{从$clock开始|到$clock}。<felt>
""",
    What.WAITED: """
{$at等到$clock|$at等了好一会儿}。<felt>
$at等了半个钟头，{没东西看|该带本书}。<felt>
{等一等我不介意|等就等吧}，{可是$at等到$clock|半个钟头也太久了}。<felt>
{去早了|我到得太早}，$at等着。<felt>
[who] 等$who等到$clock，{总算碰上了|是我记错了时间}。<felt>
[bad] 说好十分钟，$at等了{四十分钟|好久}。<felt>
""",
    What.REFUSED_FULL: """
{$clock去的|$clock到那儿}，{已经没座了|满了}，{回家吃的|改天再去}。<mood>
{没座|坐满了}，{该早点去|等了会儿，走了}。<mood>
{那儿老这么满吗|有人知道什么时候人少吗}？{我$clock去就没座|$day也没座}。
[who] 跟$who去的，没座，{散了会儿步|就回家了}。<mood>
[place] {$place今天满了|$clock去$place，没座}。<mood>
""",
    What.REFUSED_CLOSED: """
{$clock到的|我到的时候$clock}，{已经关门了|没开门}。<mood>
{去了没开|关着门}，{我把时间弄错了|明天再去|又走回来}。<mood>
{有谁知道几点开门|谁告诉我营业时间}？{$clock去关着|$day去没开}。
[place] 去了趟$place，{$day不开|那个点关门}，{长记性了|下回先查查}。<mood>
[who] 跟$who去的，没开门，{外头聊了会儿|就当散步}。<mood>
{站在关着的门口|到门口一看关着}，{书白背了|看了两遍告示}，{$clock又往回走|回家}。<mood>
""",
    What.TOO_POOR: """
{今天钱不够|带的钱不够}，{等等吧|回家吃}。<mood>
{这个月紧|手头紧}，{今天就算了|什么也没买}。<mood>
[amount] 要$amount，{我没有|眼下太贵了}。<mood>
{得省着点|花钱得小心}，{到门口又回来了|看了看就走了}。<mood>
[who] {$who进去了，我没进|$who想去}，{我说有事|我们改去不花钱的地方}。<mood>
{等发工资|这个月真长}，{还不行|先忍忍}。<mood>
{才$day|$day}，{兜里就剩零钱了|钱包空了}，{又吃面|装作没想进去，走过去了}。<mood>
""",
    What.BONUS: """
{今天发了奖金|拿到奖金了}，{没想到|真高兴}。<mood>
[amount] 奖金$amount，{用在正地方|这个月宽裕了}。<mood>
{有个惊喜|好事}：奖金。{有人看见你干活，挺好|大部分存着}。<mood>
{那么多班没白上|活没白干}，{$day发了奖金|给了奖金}。<mood>
[warm] {大家都出了力|别人也帮了忙}，奖金给了我，{我请吃蛋糕|想分一分}。<mood>
""",
    What.RED_PACKET: """
[who] {今天$who给了我一个红包|$clock收到$who的红包}，{真好|没想到}。<mood>
[!who] {家里寄来红包|亲戚给了红包}，{有点想家|晚上写封信回去}。<mood>
[amount] 红包里有$amount，{太多了|帮上忙了}。<mood>
{收到一个红包|$day收了个红包}，{先存着|心意最要紧}。<mood>
[who] 谢谢$who的红包，{来得正是时候|心里热乎}。<mood>
""",
    What.GIFT: """
[who] {今天$who送了我一份礼物|$clock收到$who的礼物}，{真好|没想到}。<mood>
{收到一份礼物|$day收了份礼物}，{已经摆好了|心意最要紧}。<mood>
{有人送我礼物|别人送了我一份礼物}，{挺感动|想得真周到}。<mood>
[who] 谢谢$who的礼物，{很喜欢|很意外}。<mood>
{一份礼物|意外的礼物}，{没什么特别的由头|就这么送来了}。<mood>
""",
    What.FELL_ILL: """
{病了，$a|不舒服，$a}，{在家躺一两天|哪儿也不去}。<mood>
{早上起来$a|$day就不对，$a}，{今天的事都推了|班也没上}。<mood>
{我$a|$a}，{难受|干不了什么}，{多喝水，睡觉|就躺着}。<mood>
{$clock开始不对劲|$clock那会儿觉得冷}，现在知道了，$a。<mood>
{最近生病的多|这阵子都在生病}，小心点，我也$a。<mood>
[worried] {希望没别的毛病|人家说只是小病}，$a，{明天不好就去看|先睡}。
""",
    What.RECOVERED: """
{今天好了|总算好了}，{谢谢大家惦记|病了好几天}。<mood>
{差不多恢复了|恢复了}，{正经吃了顿饭|病后头一回出门}。<mood>
{从$day起好的|$clock出的门，好了}，{还有点虚|尝得出味道了}。<mood>
{生病真没意思|不想再生病了}，{好了就好|能起来真好}。<mood>
{$clock就下床了|又下床了}，{病好了|人轻了一圈}。<mood>
""",
    What.PHONE_BROKE: """
{今天手机坏了|手机出毛病了}，是$thing，{送去修了|修好了}。<mood>
[amount] 修手机花了$amount，{坏的是$thing|换了$thing}。<mood>
{找不着我的，手机坏了|没回消息，对不住}，$thing坏了，{现在好了|已经能用}。
{$clock把手机摔了|手机掉地上了}，{$thing没了|坏了$thing}。<mood>
[who] {$who打电话来没接着|$who对不住}，手机$thing坏了，{再打一回|现在能用了}。
""",
    What.FREE_COFFEE: """
{今天咖啡免费|咖啡不要钱}，{就两个钟头|到他们关门}，{跟你们说一声|转告别人}。
{喝了杯免费咖啡|$clock领了杯免费咖啡}。<felt>
[place] {离$place近的|在$place附近的}，{现在咖啡免费|这会儿咖啡不要钱}，{挺好喝|排队的不少}。
[who] 和$who$at喝了免费咖啡。<felt>
{$day送咖啡|$at送咖啡}，{大家都挺高兴|店里坐满了}。<felt>
""",
    What.FAIR: """
{$at赶集|$clock去赶了集}，{最喜欢$thing|$thing那儿人多}。<felt>
{有集|今天有集}，{$thing值得看|我还想回去看$thing}。<felt>
[who] 和$who$at赶集，{一起看了$thing|人家想看$thing}。<felt>
{集上待到$clock|$at逛到$clock}，{看了$thing，吃了点甜的|主要是$thing}。<felt>
[bad] 集上{人太多|太吵}，{看了看$thing就走了|$thing远远看了一眼}。<felt>
""",
    What.MET: """
[who] {$clock碰见$who|$at见了$who}，{聊了一会儿|说了好半天话}。<felt>
[who] 和$who$at{喝了茶|坐了坐}，{好久没见了|各自说了说近况}。<felt>
[who] {跟$who碰巧$at遇上|$at偶然遇见$who}，{$clock才散|一起走了一段}。<felt>
[who !bad] {见着$who总是高兴|每回见$who都好}，{今天半个钟头|聊到$clock}。<felt>
[who bad] {跟$who说了几句|见了$who}，{有点生分|我心思不在}。<felt>
{$at跟人聊了好久|$clock跟人聊了会儿}。<felt>
""",
    What.QUARREL: """
[who] 跟$who吵了，因为$a。<felt>
[who] {$who和我意见不一样|我和$who有点分歧}，为$a，{声音大了点|后悔没冷静}。<felt>
{今天跟人吵了|$clock跟人争起来}，因为$a。<felt>
{说是为$a|因为$a}，{其实两个人都累了|其实不是为这个}，吵了一架。<felt>
[who] {$who，刚才对不起|$who要是看到，对不起}，{不就是$a嘛|$a，不值得}。
""",
    What.HEARD: """
[news hero] {听说|有人告诉我}$hero<told>。<mood>
[news hero] $hero<told>，{$day听人说的|$clock听来的}，{希望不介意我说|我就转一下}。
[news hero good] {替$hero高兴|为$hero高兴}，听说$hero<told>，{应该的|告诉大家一声}。
[news hero bad] {替$hero难过|挺心疼$hero}，$hero<told>，{见了面好好说话|问问缺什么}。
[hero] {有人在说$hero|都在说$hero}，{我还是自己问吧|真假不知道}。
{今天听了点消息|镇上有些话在传}，{我不传了|不该我说}。<mood>
""",
    What.NEW_FOLLOWER: """
[who] {$who关注我了|新来的是$who}，{欢迎|很高兴}。<mood>
[who] {$who你好|向$who问好}，{谢谢关注|谢谢你看}，{我想到什么写什么|回头也看看你的}。
[who] {看到$who了|$who也在这儿}，{真好|碰见打招呼}。<mood>
{多了一位关注的|又有人关注我}，{你好，欢迎|谢谢}。<mood>
""",
    What.QUIET_DAY: """
{今天没什么事|没发生什么}，{做饭，收拾，坐着|干了点这个那个|基本在家}。<felt>
{平静的$day|$day过得平静}，{看会儿书，睡会儿觉|隔着墙跟邻居说了几句}。<felt>
{都$clock了|$clock了}，{没什么可说的|还没发生什么}，{也挺好|明天也许有}。<felt>
{今天没计划|$day没安排}，{就什么也没干|也这么过去了}。<felt>
{$clock起来到现在|从$clock到现在}，{没一件值得写|晚上吃土豆|勺子重新摆了摆}。<felt>
""",
    What.MORNING: """
{早上好|大家早}，$clock起的，{喝茶，吃饭，出门|先喝茶}。<mood>
{$clock醒的|$clock起床}，{开了窗|看了会儿外头}，又是$day。<mood>
{$day早上|$day一早}，{今天事多|今天没什么事|先吃饭再说}，{现在$clock|刚$clock}。<mood>
{喜欢早上|喜欢这个点}，{什么都还没开始|静}，才$clock。<mood>
[bad] {今早起不来|不想起}，{还是起了|$clock才起}。<mood>
""",
    What.EVENING: """
{$clock到家|$clock回来的}，{换了鞋|吃了点东西|洗完碗坐下}。<felt>
{晚上好|大家晚上好}，{长长的$day|$day过去了}。<felt>
{快睡了|要睡了}，都$clock了。{你们今天怎么样？|大家好好睡。}
{晚上在家|安静的晚上}，{听会儿歌|窗开着|喝点热的}，{$clock了|刚$clock}。<felt>
[bad] {今晚累了|累坏了}，{$day总算过去|十点前就睡}。<felt>
[who] 晚上和$who一起过的，{吃了点，聊了聊|谁也没看钟}。<felt>
{$clock，把明天的衬衫熨了|$clock，写了封拖了好久的信}，{浇了花|喝了汤}。<felt>
[good] {今天不错|好好的一个$day}，{没别的要说|累得挺对}，{才$clock|$clock了}。<felt>
""",
    What.WEEKEND: """
{周末了|$day了}，没安排，{也许走走|洗衣做饭歇着}，{现在$clock|才$clock}。<felt>
{睡到$clock|躺到$clock}，{$day嘛|$day就是干这个的}。<felt>
{慢慢的$day|懒懒的$day}，{洗了衣服|给老朋友打了电话|烤了点东西}。<felt>
{周末大家干什么|周末有什么活动吗}？{我$clock以后有空|想见见人}。
{周末过得真快|周末又过了一半}，{都$clock了|$clock了还没出门}。<felt>
[bad] {有点孤单|闷}，这个$day，{也许出去走走|有人的话，我$clock有空}。<felt>
""",
    What.PAYDAY: """
{今天发工资|领工资了}，{账都付了|房租，吃饭，存一点}。<mood>
[amount] 工资$amount，{省着够用|做了个计划}。<mood>
{$clock工资到了|$day发的工资}。<mood>
{总算发工资|终于发工资了}，{天天数着日子|拖着的东西可以买了}。<mood>
[bad] 发工资了，{差不多又没了|交完房租不剩什么}。<mood>
""",
    What.LOOKING_FOR_JOB: """
{还在找工作|工作还没找着}，{有消息请告诉我|随时能上班}。<mood>
{出去问了问工作|$clock去问工作}，{说让等|还没信}。<mood>
{$day又投了一份|写了两份申请}，{希望有一个成|接着等}。<mood>
{谁家缺人手|有招人的吗}？{我肯干，不迟到|公道就行}。
[place] 去$place问了工作，{人挺客气|说考虑考虑}。<mood>
[bad] {找工作真磨人|找工作不容易}，{又没回音|今天又被拒了}。<mood>
""",
    What.LOST_JOB: """
{今天丢了工作|工作没了}，{还不知道往下怎么办|得想想}。<mood>
{$clock通知我走人|他们让我走了}，{还没缓过来|挺快的}。<mood>
{从$day起没工作了|今天起没班上了}，{有招人的请告诉我|要开始找了}。<mood>
[place] 不在$place干了，{他们要减人|不是我要走的}。<mood>
[warm] {舍不得同事|已经开始想同事了}，工作没了。<mood>
""",
    What.NEW_JOB: """
{找到工作了|有新工作了}，{马上就去|松了口气}。<mood>
{成了|他们要我了}，新工作。{谢谢帮过忙的每一个人|找了好久}。<mood>
[place] 要去$place上班了。<mood>
[amount] 新工作，一小时$amount，{够过日子|帮大忙了}。<mood>
{新工作第一天|今天头一天上班}，{大家都客气|要学的很多}，{忙到$clock|$clock就到了}。<mood>
{$clock打来电话|$clock签的字}，{工作成了|新工作定了}，{先告诉了邻居|在楼道里念了一遍}。<mood>
""",
    What.WEATHER: """
{今天$a|$day$a}，{$clock才出门|没走远|还是出门了}。<mood>
{你们觉得这$thing怎么样|大家那边也$a吗}？{我倒无所谓|我够了|到季节了}。
{$a，|因为$a，}{我待在家里|计划改了|抄近路走的}。<mood>
{$day，$a|又是$a的$day}，{多穿点|窗关好|就这样}。<mood>
{$clock开始$a|从$clock就$a}，{到现在|一直没停}。<mood>
""",
    What.PHOTO: """
{$clock拍的|$at拍的}，$a，{喜欢这光|天天路过}。<felt>
{这是$a|$a}，{$day拍的|没什么，就是喜欢}。<felt>
{看见$a|$at看见$a}，{拍了一张|停了下来}。<felt>
{最近在学拍照|想多拍点照片}，今天是$a。{你们觉得呢？|不完美，但喜欢。}
[who] 跟$who$at拍了$a，{一人一张|各拍各的}。<felt>
""",
}

"""Chinese answers to what people ask about one kind of thing only."""

from typing import Final

from agents.voice.facts import Occurrence as What

ANSWERS: Final[dict[What, str]] = {
    What.MEAL: """
= answer.tip
[eatery] $dear{问厨师自己吃什么|当天的汤，不管是什么|看隔壁桌点什么}，{不过还是$thing头一份|先把$thing点上再说}。
[!eatery] $dear{小火，别说话|盐比你想的多一小撮|我妈的老法子}，{$thing剩下的自己会办|$thing千万别老翻}。
""",
    What.WORKED: """
= answer.next
$dear{明天还上|明天照旧}，{排班的早安排好了|轮休那天再约}。
$dear{谁知道呢，排班是个谜|他们要是打电话，就说我不在}，{班上见|看谁请假吧}。
= answer.why
$dear{总有人请假|五个人的班三个人上}，{我又不会说不|班又不是我排的}。
""",
    What.STUDIED: """
= answer.how
$dear{一半了，照书上看|第四章|到咖啡印那页了}，{$thing后头更难|$thing的题目算是看懂了}。
= answer.why
$dear{为了那张证|就是想知道|有人说我学不会}，{现在$thing骑虎难下|$thing听着挺容易的，当时}。
= answer.tip
$dear{行，等我自己先弄懂|试试看}，{带纸带蛋糕，$thing都用得上|两个人一起卡在$thing上，也有伴}。
""",
    What.SLEPT_BADLY: """
= answer.why
$dear{真就是$thing|从$thing开始的}，{后来脑子自己转起来了|后来就算账了|半夜嘛，你懂的}。
= answer.next
$dear{扔过拖鞋了|今晚塞棉花|好好跟它谈谈}，{再输给$thing我就搬家|看我跟$thing谁先服软}。
""",
    What.EXERCISED: """
= answer.how
$dear{腿跟面条似的|腿给我写了封信|上楼像螃蟹}，{可$thing还想再来|酸得挺舒服，$thing就这样}。
""",
    What.READ_BOOK: """
= answer.next
$dear{看完就给你|你排第三}，{那$thing都卷边了|先洗手，$thing是好版本}。
= answer.tip
$dear{八十页以后就好看了|头一章跳过，我不说出去}，{往后那$thing自己就翻了|$thing好的都在后头}。
""",
    What.SHOPPED: """
= answer.tip
[good] $dear{好着呢|新鲜|不错}，{赶早去，$thing中午就没了|$thing我还会再买}。
$dear{凑合|看你干什么用}，{这价钱，$thing也就这样了|$thing得上手挑}。
= answer.next
[!tool] $dear{大概跟鸡蛋一块儿炒|炖个汤吧|还没想好}，{看$thing自己的意思|$thing分你点}。
$dear{先放着|再说}，{$thing总用得上|$thing我有安排，小安排}。
""",
    What.WALKED: """
= answer.how
$dear{我走的时候还在|大概不在了|说不准}，{你差不多那个点去，能碰上$thing|替我跟$thing问好}。
""",
    What.HOUSEWORK: """
= answer.tip
$dear{醋，加一肚子火|热水、旧报纸、唱歌|旧牙刷}，{$thing一个钟头就投降了|对付$thing管用}。
= answer.next
$dear{等我家弄完，也就是没日子|有饺子可以商量}，{弄完$thing腰跟我不说话了|$thing我一年就一回}。
""",
    What.RESTED: """
= answer.again
$dear{座有的是|自带垫子}，{歇着的时候不许说话，规矩|有人陪着歇得更好}。
""",
    What.WAITED: """
= answer.why
$dear{等着等着我自己也忘了|等个忘了来的人吧}，{后来就是为等而等|等到最后是赌气}。
= answer.how
$dear{半个钟头，像一个季度|四十分钟}，{等那么久，别说出去|我也不知道干嘛还等}。
""",
    What.REFUSED_FULL: """
= answer.how
$dear{一把椅子都没有|连小凳都坐了人}，{猫都没座|箱子那座也没了}。
= answer.next
$dear{回家吃的|马路牙子上|灶台边站着吃的}，{没座就没座，馒头一样香|自家厨房头等座}。
""",
    What.REFUSED_CLOSED: """
= answer.next
$dear{站了会儿，回家|气了会儿，走了走}，{对着关着的门能看多久|关门就关门，馒头咸菜}。
""",
    What.RED_PACKET: """
= answer.how
[amount] $dear{$amount|这么说吧，$amount}，{比我敢想的多|红包不在厚，不过确实厚}。
$dear{这哪能说|够厚}，{红包就是红包|那红包我数了两遍}。
""",
    What.GIFT: """
= answer.how
$dear{不告诉你里头是什么|不大，正合适}，{礼物就是礼物|这礼物越看越喜欢}。
$dear{是那种自己舍不得买的|别太贵才好}，{礼物在架子上|这礼物我留着}。
""",
    What.RECOVERED: """
= answer.how
$dear{真好了|好了，上楼还有点飘}，{没好我会说的|这病好，一半靠粥}。
= answer.next
$dear{洗碗|走到街角再走回来|买条热面包}，{病好了，活儿都回来了|然后坐着享受病好这件事}。
""",
    What.PHONE_BROKE: """
= answer.how
$dear{能用了|跟新的差不多}，{手机丢了一半消息，你再发一遍|手机多了道疤，挺衬它}。
""",
    What.FREE_COFFEE: """
= answer.how
$dear{跑|快跑还来得及}，{我走的时候咖啡还有|咖啡见底了，自带杯子吧}。
""",
    What.FAIR: """
= answer.how
$dear{人山人海|满，不过走得动}，{$thing要早点去|到$thing那儿得按着帽子}。
""",
    What.MET: """
= answer.next
[who] $dear{快了|你说哪天}，{$who随叫随到|我去叫$who，还欠我一杯茶}。
$dear{快了吧|听你的}，{聊天嘛，多一个不多|就是坐着聊}。
""",
    What.QUARREL: """
= answer.next
$dear{我先开口吧|明天带块蛋糕去|等我没那么有理的时候}，{吵架归吵架|我最烦吵架}。
[cool] $dear{我不|知道我家在哪儿}，{架又不是我先吵的|吵都吵了，先放放}。
""",
    What.NEW_FOLLOWER: """
= answer.them
[who] $dear$who{啊，没见过|我也只认识名字}，{看着挺和气|看能待几天}。
$dear{不知道，欢迎就是了|有耐心的人}，{我这些粉丝都是谜|粉丝就是粉丝}。
""",
    What.MORNING: """
= answer.how
$dear{浓茶|习惯|没精神，就是字打得快}，{早上这股劲到十点就没了|中午你再看}。
= answer.next
$dear{买包子，上班，买包子|办一件事，看半天窗外}，{一起啊，早上长着呢|早上起得来就来}。
""",
    What.EVENING: """
= answer.next
$dear{不出门了|拖鞋替我决定了}，{晚上闷了就上来|今晚已经换睡衣了}。
[lively] $dear{当然出去|看谁叫}！{穿衣服，晚上才开始|晚上有的是时间}！
""",
    What.WEEKEND: """
= answer.next
$dear{慢慢地什么也不干|洗衣服、吃蛋糕、走走|你干嘛我干嘛}，{周末空着呢|周末分你一角}。
""",
    What.LOOKING_FOR_JOB: """
= answer.next
$dear{正经活就行|跟人打交道的，或者跟面打交道的|能选的话要白班}，{眼下工作挑我，轮不到我挑|工作就是工作}。
""",
    What.LOST_JOB: """
= answer.why
$dear{说要省钱|“数字的问题”|没法跟他争的那种理由}，{总得有人没工作|不是我的工作就是绿萝的}。
""",
    What.NEW_JOB: """
= answer.next
$dear{周一|马上|等我把衣服都熨完}，{新工作顺你的路，一块儿走|去新工作的路我都练过了}。
""",
    What.WEATHER: """
= answer.how
$dear{一样|只大不小|听着没你那边厉害}，{门缝塞了条毛巾，防$thing|这边的$thing我们都惯了}。
= answer.next
$dear{我膝盖说到周四|快了|谁说得准}，{衣服先收了，这$thing没完|这$thing顶多再一天}。
""",
    What.PHOTO: """
= answer.how
$dear{蹲着，膝盖响了一声|踩了个箱子|全凭运气}，{$thing没动|光本来就在$thing上}。
= answer.tip
$dear{就手机|旧手机，镜头擦干净}，{拍$thing先擦镜头|$thing拍四十张，发一张}。
""",
}

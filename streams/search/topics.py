"""What a post is about: sixteen topics, and a guess from the words of a person's post, in English and Chinese.

What residents write says its topic itself; only people's posts are guessed. A guess by keywords is weak on purpose: it
is the same everywhere and forever, costs microseconds, and a wrong topic only moves a post within a recommended feed.
"""

from enum import IntEnum
from typing import Final

from streams.search.tokens import is_han, normal, words_of


class Topic(IntEnum):
    """What a post is about: permanent numbers, 0 to 15. CASUAL is what nothing else fits."""

    CASUAL = 0
    WORK = 1
    LIFE = 2
    RELATIONSHIP = 3
    HOBBY = 4
    GOSSIP = 5
    PLAN = 6
    FOOD = 7
    MONEY = 8
    NEWS = 9
    HEALTH = 10
    WEATHER = 11
    SPORT = 12
    LEARNING = 13
    PLACE = 14
    CULTURE = 15


TOPICS: Final = 16
"""How many there are: the width of an interest vector."""

_ENGLISH: Final[dict[Topic, str]] = {
    Topic.WORK: "work works working worked job jobs office boss colleague colleagues shift shifts meeting meetings project "
    "deadline promotion overtime career customer customers",
    Topic.LIFE: "home house apartment room kitchen cleaning laundry housework morning evening sleep sleeping slept awake "
    "neighbour neighbours neighbor neighbors everyday routine cat dog pet moving",
    Topic.RELATIONSHIP: "friend friends friendship love loved date dating boyfriend girlfriend husband wife partner couple "
    "married marriage wedding family mother father mum mom dad sister brother son daughter lonely together",
    Topic.HOBBY: "hobby hobbies garden gardening painting drawing photo photos photography knitting fishing game games "
    "gaming chess puzzle craft crafts guitar piano collect collecting",
    Topic.GOSSIP: "gossip rumour rumours rumor rumors heard overheard secret secrets apparently guess supposedly whisper",
    Topic.PLAN: "plan plans planning planned tomorrow tonight weekend soon later join invite invited meet appointment next",
    Topic.FOOD: "food eat eating ate hungry breakfast lunch dinner supper meal meals cook cooking cooked recipe coffee tea "
    "cake bread noodles soup rice restaurant cafe café delicious tasty dessert fruit",
    Topic.MONEY: "money price prices cheap expensive buy buying bought sell selling sold pay paid salary wage wages rent "
    "savings save saving cost costs budget debt bonus market",
    Topic.NEWS: "news announced announcement announces report reported election mayor council accident police breaking "
    "opening opened closed event",
    Topic.HEALTH: "health healthy ill sick illness doctor hospital clinic medicine nurse pain headache fever tired cold "
    "recover recovered recovering",
    Topic.WEATHER: "weather rain rainy raining rained snow snowy snowing sunny sun wind windy storm cloud clouds cloudy fog "
    "hot sunset sunrise",
    Topic.SPORT: "sport sports run running ran gym exercise workout football soccer basketball tennis swim swimming yoga "
    "match team training bike cycling",
    Topic.LEARNING: "learn learning learned study studying studied school university class classes lesson lessons exam exams "
    "teacher student students course homework language skill skills",
    Topic.PLACE: "park street square shop shops library town village district corner bench river lake bridge map "
    "playground",
    Topic.CULTURE: "book books novel novels read reading poem poems film films movie movies music song songs concert museum "
    "exhibition theatre theater art artist dance",
}
_CHINESE: Final[dict[Topic, str]] = {
    Topic.WORK: "工作 上班 下班 加班 同事 老板 开会 会议 项目 公司 办公室 升职 客户 值班",
    Topic.LIFE: "生活 家里 回家 房间 厨房 打扫 家务 洗衣 起床 睡觉 邻居 日常 搬家 小猫 小狗 宠物",
    Topic.RELATIONSHIP: "朋友 友情 爱情 喜欢你 恋爱 约会 男友 女友 男朋友 女朋友 丈夫 妻子 老公 老婆 结婚 婚礼 家人 爸爸 妈妈 "
    "父母 孩子 儿子 女儿 孤单",
    Topic.HOBBY: "爱好 园艺 种花 画画 绘画 摄影 拍照 钓鱼 游戏 下棋 象棋 拼图 手工 吉他 钢琴 收藏",
    Topic.GOSSIP: "八卦 听说 据说 传闻 谣言 秘密 悄悄",
    Topic.PLAN: "计划 打算 准备 明天 后天 今晚 周末 下周 一起去 约好 邀请 预约",
    Topic.FOOD: "吃饭 好吃 美食 早饭 早餐 午饭 午餐 晚饭 晚餐 做饭 做菜 菜谱 咖啡 喝茶 奶茶 蛋糕 面包 面条 饺子 火锅 米饭 餐厅 "
    "餐馆 水果 饿了",
    Topic.MONEY: "花钱 赚钱 省钱 价格 便宜 太贵 工资 薪水 房租 存款 预算 奖金 红包 买了 卖了 打折",
    Topic.NEWS: "新闻 消息 公告 宣布 报道 选举 市长 事故 警察 开业 关门 活动",
    Topic.HEALTH: "健康 生病 医生 医院 诊所 吃药 护士 头疼 头痛 发烧 感冒 疲惫 好累 康复",
    Topic.WEATHER: "天气 下雨 下雪 晴天 阳光 太阳 刮风 大风 暴雨 多云 大雾 炎热 寒冷 日落 日出",
    Topic.SPORT: "运动 跑步 健身 锻炼 足球 篮球 网球 羽毛球 游泳 瑜伽 比赛 球队 骑车",
    Topic.LEARNING: "学习 学校 大学 上课 课程 考试 老师 学生 作业 毕业 英语 技能",
    Topic.PLACE: "公园 街道 广场 商店 图书馆 小镇 街角 长椅 河边 湖边 小桥",
    Topic.CULTURE: "读书 看书 小说 诗歌 电影 音乐 歌曲 唱歌 音乐会 博物馆 展览 戏剧 艺术 跳舞",
}
_WORDS: Final = {word: topic for topic, words in _ENGLISH.items() for word in words.split()}
_PHRASES: Final = [(phrase, topic) for topic, phrases in _CHINESE.items() for phrase in phrases.split()]


def topic_of(text: str) -> Topic:
    """Guess the topic of a text by its keywords: the one with most of them, of equals the smaller number, else CASUAL."""
    hits = [0] * TOPICS
    words = words_of(text)
    for word in words:
        if word in _WORDS:
            hits[_WORDS[word]] += 1
    if any(map(is_han, words)):
        plain = normal(text)
        for phrase, topic in _PHRASES:
            hits[topic] += phrase in plain
    return Topic(hits.index(max(hits)))  # CASUAL is 0 and has no keywords

"""Given and family names, English and Chinese with pinyin, combined by number.

No two people of a town are namesakes before every combination has been used.
"""

from dataclasses import dataclass
from typing import Final

from world.scenario.people import Gender

NamePart = tuple[str, str]
"""As written, and in ASCII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBook:
    """Names of one language. A Chinese name begins with the family's."""

    given: dict[Gender, tuple[NamePart, ...]]
    family: tuple[NamePart, ...]
    family_first: bool

    def combinations(self, gender: Gender) -> int:
        """Count the different full names."""
        return len(self.given[gender]) * len(self.family)

    def full_name(self, gender: Gender, index: int) -> tuple[NamePart, NamePart]:
        """Return given and family name of a combination; combinations that follow one another share neither."""
        given = self.given[gender]
        row, column = divmod(index % self.combinations(gender), len(given))
        return given[column], self.family[(row + column) % len(self.family)]


def _latin(text: str) -> tuple[NamePart, ...]:
    return tuple((name, name.lower().replace("'", "")) for name in text.split())


def _hanzi(text: str) -> tuple[NamePart, ...]:
    """Read 林:lin pairs."""
    return tuple((pair.partition(":")[0], pair.partition(":")[2]) for pair in text.split())


_EN_MALE: Final = _latin("""
    Adam Alfred Arthur Ben Callum Daniel Edgar Elliot Felix Finn George Graham Harry Henry Hugo Isaac Jack James
    Jonah Julian Leo Lewis Lucas Marcus Martin Miles Nathan Noah Oliver Oscar Owen Peter Ralph Reuben Robert
    Samuel Simon Theo Thomas Victor Walter William
""")
_EN_FEMALE: Final = _latin("""
    Ada Agnes Alice Amelia Anna Beatrice Bella Cara Charlotte Clara Daisy Eleanor Elsie Emma Esther Eva Fiona
    Florence Grace Hannah Harriet Hazel Imogen Iris Ivy Jane Josie Julia Laura Lily Lucy Mabel Maya Nora Olive
    Penny Rose Ruth Sophie Stella Tessa Violet
""")
_EN_FAMILY: Final = _latin("""
    Abbott Archer Ashby Barlow Bennett Bishop Brook Carter Clarke Cooper Dale Dawson Ellis Farrow Fletcher
    Foster Garner Hale Harper Hayes Hughes Kemp Lambert Lane Marsh Mason Mercer Mills Moss Nash Parker Pearce
    Potter Quinn Reed Rowan Sawyer Shaw Sutton Thorne Turner Vale Wade Walsh Ward Webb Wells
""")
_ZH_MALE: Final = _hanzi("""
    浩然:haoran 子轩:zixuan 志远:zhiyuan 建国:jianguo 文博:wenbo 晓东:xiaodong 明轩:mingxuan 宇航:yuhang
    俊杰:junjie 天佑:tianyou 思源:siyuan 国强:guoqiang 海涛:haitao 立诚:licheng 一鸣:yiming 嘉树:jiashu
    景行:jingxing 云飞:yunfei 子墨:zimo 德明:deming 振宇:zhenyu 家辉:jiahui 永康:yongkang 书恒:shuheng
    承泽:chengze 逸飞:yifei 泽民:zemin 启航:qihang 大勇:dayong 守义:shouyi 少峰:shaofeng 光远:guangyuan
""")
_ZH_FEMALE: Final = _hanzi("""
    雨桐:yutong 欣怡:xinyi 静怡:jingyi 晓梅:xiaomei 诗涵:shihan 若曦:ruoxi 秀英:xiuying 美玲:meiling 芷若:zhiruo
    婉清:wanqing 思琪:siqi 佳宁:jianing 春燕:chunyan 月华:yuehua 梦洁:mengjie 语嫣:yuyan 慧敏:huimin 桂兰:guilan
    淑芬:shufen 可馨:kexin 清照:qingzhao 舒窈:shuyao 念慈:nianci 小满:xiaoman 采薇:caiwei 玉珍:yuzhen 丽娜:lina
    冰心:bingxin 晴岚:qinglan 素心:suxin 知夏:zhixia 映雪:yingxue
""")
_ZH_FAMILY: Final = _hanzi("""
    王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu
    郭:guo 何:he 高:gao 林:lin 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 冯:feng 邓:deng
    曹:cao 彭:peng 曾:zeng 萧:xiao 田:tian 董:dong 潘:pan 袁:yuan 蔡:cai 蒋:jiang 余:yu 于:yu 杜:du 叶:ye
    程:cheng 苏:su 魏:wei 沈:shen
""")
ENGLISH: Final = NameBook(
    given={Gender.MALE: _EN_MALE, Gender.FEMALE: _EN_FEMALE, Gender.OTHER: _EN_MALE[::3] + _EN_FEMALE[1::3]},
    family=_EN_FAMILY,
    family_first=False,
)
CHINESE: Final = NameBook(
    given={Gender.MALE: _ZH_MALE, Gender.FEMALE: _ZH_FEMALE, Gender.OTHER: _ZH_MALE[::3] + _ZH_FEMALE[1::3]},
    family=_ZH_FAMILY,
    family_first=True,
)

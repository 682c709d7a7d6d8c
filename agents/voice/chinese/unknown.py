"""Chinese phrases for words of which only the topic is known, and whether they ask something."""

from typing import Final

SECTIONS: Final = """
= unknown.ask
$dear{这个问题好|问得好}，{容我想想|我得琢磨琢磨|问我可能问错人了，不过谢谢你想到我}。
$dear{还真没人这么问过我|你把我问住了}，{一时答不上来|过两天再回你}。
[warm] $dear{谢谢你问我|你能问我真高兴}，{我现在说不好，想好了告诉你|要是我懂就好了}。
[wry] $dear{这题超纲了|我还以为你知道呢}，{礼拜天再问我一遍|我先问问我家水壶}。
[cool] $dear{说不好|不清楚}，{我想想|总有人知道}。
[worried] $dear{我怕说错|我也拿不准}，{让我想想行吗|晚点回你好不好}？
[formal] $dear{谢谢你的问题|问题我看到了}，{容我考虑一下|不敢随便回答}。
= unknown.say
$dear{谢谢你写给我|收到啦}，{我都看着呢|有人写信真好}。
$dear{我看了两遍|看完想了一会儿}，{谢谢你|以后常写}。
[warm] $dear{看到你的消息真好|有你的消息就高兴}，{愿你一切都好|照顾好自己}。
[lively] $dear{哇，有信|有人给我写信了}！{太好了|再多写点}！
[wry] $dear{已阅|贴墙上了}，{墙很高兴|贴的还是那面好墙}。
[cool] $dear{看到了|收到}，{谢了|行}。
[worried] $dear{不知道我理解得对不对|我老不知道怎么回}，{不过谢谢你|还是高兴你写来}。
[formal] $dear{来信收到|你写的我认真看了}，{祝好|愿你一切顺利}。
= unknown.work
工作的事{说来话长|总比想的占地方}。
= unknown.life
{家里那些小事|平常日子}{我最熟|就够我忙的了}。
= unknown.relationship
{人和人的事|跟人打交道}，{一辈子也学不完|占了日子的一半}。
= unknown.hobby
人总得有个{动手的爱好|没用但喜欢的东西}。
= unknown.gossip
{听来的话我不大往外传|听来的话我只信一半}，{尽量吧|心情好的时候}。
= unknown.plan
{有个盼头挺好|有个打算就高兴一半了}，{成不成另说|写在纸上也算}。
= unknown.food
{一说吃的我就来精神|光看吃的我就饿了}。
= unknown.money
{钱的事说不完|一提钱我就小心}。
= unknown.news
{消息到我这儿总是最晚|新闻都绕着我走}。
= unknown.health
{身体要紧|没病才知道好}，{大家都这么说|是不是}。
= unknown.weather
{天气总有得聊|天气从来不听人的}。
= unknown.sport
{比我爱动的人我都佩服|我也该动一动了}。
= unknown.learning
{活到老学到老|我喜欢听人说学了什么}。
= unknown.place
{我挺喜欢这个镇子|镇上总有我没去过的角落}。
= unknown.culture
{我该好好读本书了|该多出去看看}。
"""

"""English phrases for words of which only the topic is known, and whether they ask something."""

from typing import Final

SECTIONS: Final = """
= unknown.ask
{Good question|That's a question}$dear. {I'd have to think about it|Let me sleep on it|I'm the wrong one to ask, \
but I like that you did}.
{You do ask things|Nobody's asked me that before}$dear. {I'll have to get back to you|Honestly, I don't know yet}.
[warm] {How nice that you ask|I'm glad you asked}$dear. {I can't say just now, but I'll think about it|I wish I knew more}.
[wry] {I'd need a bigger kettle for that one|I was hoping you'd know}$dear. {Ask me again on Sunday|Let me ask the cat}.
[cool] {Can't say|No idea, to be honest}$dear. {I'll think about it|Somebody will know}.
[worried] {I don't want to tell you anything wrong|I'm not sure I'm the right person}$dear. {Let me think|Can it wait a bit}?
[formal] {Thank you for asking|I read your question with interest}$dear. {I should like to think it over|\
I'd rather not answer in haste}.
= unknown.say
{Thanks for writing|Nice to hear from you}$dear. {I'm reading along|I like getting post}.
{I read this twice|That gave me something to think about}$dear. {Thanks for that|Write again any time}.
[warm] {It's good to read you|How nice to hear from you}$dear. {I hope you're well|Look after yourself}.
[lively] {Oh, post|Somebody wrote to me}$dear! {I love it|More of that}!
[wry] {Noted and filed|I've pinned it to the wall}$dear. {The wall's pleased|It's the good wall, too}.
[cool] {Read it|Got it}$dear. {Thanks|All right}.
[worried] {I hope I'm getting you right|I never know what to write back}$dear. {Thanks, though|But I'm glad you wrote}.
[formal] {Thank you for your lines|I read your lines with pleasure}$dear. {I hope all is well with you|With kind regards}.
= unknown.work
Work {takes up more room than one thinks|is a long subject}.
= unknown.life
{The small things at home|Ordinary days} {are what I know best, anyway|keep me busy enough}.
= unknown.relationship
{People|Other people}, {they're half of everything|one never finishes learning about them}.
= unknown.hobby
Everybody should have {something to do with their hands|something useless to love}.
= unknown.gossip
{I try not to repeat things|I take half of what one hears}, {mostly|on good days}.
= unknown.plan
{I like having something ahead|A plan's half the fun}, {whatever comes of it|even on paper}.
= unknown.food
{Anything about food has my attention|I get hungry just reading about food}.
= unknown.money
{Money's a subject and a half|I'm careful when it's about money}.
= unknown.news
{I'm always the last to hear things|News travels past me, mostly}.
= unknown.health
{Health comes first|One only thinks of health when it's gone}, {they say|isn't it so}.
= unknown.weather
{There's always the weather|The weather does what it likes}.
= unknown.sport
{I admire anybody who moves more than I do|Some exercise would do me good, too}.
= unknown.learning
{One's never done learning|I like hearing from people who learn things}.
= unknown.place
{I do like this town|There's always a corner of town that I don't know}.
= unknown.culture
{I could do with a good book|One should go and see more things}.
"""

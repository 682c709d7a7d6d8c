"""English phrases that answer: what was asked, said, offered or invited to."""

from typing import Final

SECTIONS: Final = """
= answer.how
[good] {Better than I'd hoped|Very well|Honestly? Lovely}$dear. {Ask me about <ref> again and I'll be late home|\
I'd recommend it, <ref> I mean}.
[good] {Can't complain about|I've only good things to say about} <ref>$dear. {For once|Make a note}.
[bad] {Not well|Could be better|So-so}$dear. {About <ref> I'd rather not go into detail|I'm past the worst, with <ref>}.
[bad] {Don't ask|You had to ask}$dear. {<Ref> and I need a bit of distance|It's <ref>, I'm not over it}.
{Middling|All right|Fair}$dear. {You know how it goes with <ref>|I'm of two minds about <ref>}.
[wry] {On a scale of one to ten|In a word}$dear: {soup|a shrug|seven, minus two for the noise}. {That's <ref> for you|\
So much for <ref>}.
[terse] {Fine|Well enough|Not bad}$dear{, <ref>|}.
= answer.worth
[amount good] {Worth every one of the|I'd pay the} $amount {again|twice}$dear{, I think|\
, ask me at the end of the month|}.
[amount bad] {$amount, and no|No, not $amount}$dear. {I keep seeing the number in my sleep|Half of that, perhaps}.
[amount] {$amount is $amount|For $amount you can't expect music}$dear. {I'd say just about|I've spent it worse}.
{Just about|I think so}$dear. {It hurt for a minute|Ask my purse}.
= answer.again
[good] {Of course|Tomorrow, if nobody stops me|Try and keep me away}$dear. {I'm not done with <ref>|<Ref>, any time}.
[bad] {Not soon|Not if they paid me}$dear. {I'm taking a rest from <ref>|Once was plenty, for <ref>}.
{Probably|I expect so}$dear. {I've said never again about <ref> before|You could come along}.
[lively] {Yes|Absolutely}$dear! {And you're coming|Name the day|<Ref>, part two}!
[worried] {Maybe|If nothing comes up}$dear. {I don't want to push it, with <ref>|I'll see how I feel}.
= answer.them
[who] {$who? Same as ever|$one's all right}$dear. {Asked after you, in fact|A bit tired, a bit thinner, very funny}.
[who] {Well|Well, I think}$dear. {$who says hello to everyone|You'd get on with $who}.
[who] You know $one$dear: {never a complaint|always busy|talks with both hands}. {Go and see for yourself|\
I'll pass it on}.
[hero] {$hero's keeping|As far as I know $hero's} {chin up|busy}$dear. {I wouldn't ask straight out|\
Best go round yourself}.
{Fine, I think|All right}$dear. {They don't say much|I'll ask next time}.
= answer.why
{No idea|If I knew}$dear. {<Ref> just happened|With <ref> you never know}.
[good] {Luck, mostly|Don't ask, just be glad}$dear. {I'm not examining <ref> too closely|I did nothing special}.
[bad] {Bad luck|Wrong day, wrong hour}$dear. {With <ref> it's always something|I've asked myself that about <ref>}.
[wry] {Fate|The stars|My natural charm}$dear. {Nothing else explains <ref>|What else causes <ref>}?
[wordy] {It's a long story$dear|Have you got an hour$dear?}. {It starts in March|<Ref> is only the last chapter}.
= answer.need
{You're kind|That's dear of you|Bless you}$dear. {I've got what I need, but ask again tomorrow|\
Just say hello through the door|Soup wouldn't be refused}.
[cool] {I'll manage|No need}$dear. {Thanks for asking, though|But it's noted, really}.
[warm] {You're a treasure|I don't know what I'd do without you}$dear. {Come by, I'll make tea|Next time it's my turn}.
[worried] {If it isn't a bother|I don't want to be trouble}$dear. {A little company would be good|Maybe tomorrow?}.
[terse] {Thanks|I'm all right}$dear. {Really|Will shout}.
= answer.tip
{Patience|Low heat and patience|Go early}$dear. {That's the whole secret of <ref>|It works for <ref>, anyway}.
{I wouldn't take advice from me|Trial and error}$dear. {Mostly error, with <ref>|Ask me again in a year}.
[wry] {Pretend you know what you're doing|Lie about it}$dear. {Everybody does, with <ref>|It's got me this far}.
[earnest] {Start small|Just keep at it}$dear. {With <ref> nobody's good at first|I can show you}.
= answer.really
[hero] {I have it from two people|As true as I'm sitting here}$dear. {Ask $hero|$hero hasn't denied it}.
{Cross my heart|That's how I heard it}$dear. {I don't make things up, I only season them|Could be half true}.
[worried] {I think so|I hope I got it right}$dear. {Don't pass it on as gospel|Now I'm not sure}.
= answer.next
[good] {I haven't thought that far|One thing at a time}$dear. {I'm still enjoying <ref>|First a cup of tea}.
[bad] {Sleep on it|Start again tomorrow}$dear. {There's life after <ref>, they tell me|<Ref> can wait a night}.
{We'll see|No plan yet}$dear. {After <ref> I take what comes|Suggestions welcome}.
[lively] {Everything|All of it}$dear! {Who's in?|I've got six ideas!}
[terse] {Don't know yet|Bed, then we'll see}$dear.
= re.cheer
{Thank you|Thanks|Ta}$dear. {That's nice to hear|You're sweet|I'm blushing, luckily nobody sees}.
[warm] {Thank you|Bless you}$dear, {that means a lot|from you that counts double|next one's shared with you}.
[wry] {Thanks|Thank you}$dear. {I'll have it framed|Say it again, louder, near my boss|I accept cash, too}.
[cool] {Well|Cheers}$dear. {Somebody had to|It's not that big a thing}.
[lively] {Aw|Ha}, {thank you|thanks}$dear! {You're next|Come and celebrate}!
= re.comfort
{Thanks|Thank you}$dear. {It helps to hear it|That's kind|I'm all right, really, it's just good to moan}.
[warm] {Thank you|You're a dear}$dear. {I knew somebody would understand|I'll come round, I mean it}.
[wry] {Thanks|Thank you}$dear. {I'll survive, out of spite|Could you say that to my mirror?}.
[cool] {I'll live|It's fine}$dear. {But thanks|Thanks all the same}.
[worried] {Do you think so|Really}$dear? {I hope you're right|It does help}.
= re.tease
{Very funny|Ha ha|You're one to talk}$dear. {I know where you live|I've got pictures of you from the fair|\
Wait till it's you}.
[wry] {I'd be hurt|Ouch}$dear, {if I weren't so impressed with myself|if it weren't true}. {Carry on|Touché}.
[warm] {You}$dear! {I laughed out loud, in public|I'll miss this when you're famous}.
[worried] {Is it that obvious|Was it so bad}$dear? {Don't tell the others|Oh no}.
[cool] {Noted|We'll talk about that}$dear. {I've a long memory|No soup for you}.
[young] {Rude|Wow}$dear. {Accurate, but rude|I'm telling everyone what you did}.
= re.own
{You too|Then I'm not alone}$dear! {I feel better already|We should found a club|Misery likes company}.
[warm] {Oh, you poor thing too|Really, you as well}$dear? {Let's do it together next time|Come and tell me properly}.
[wry] {Great minds|The same fate}$dear. {And look where it gets us|We'll get a group rate}.
[terse] {Same, then|Good to know}$dear.
= re.doubt
{We'll agree to differ|Each to their own}$dear. {I stand by it|But I'll think about it}.
[warm] {You may be right|Maybe so}$dear. {I hadn't looked at it that way|Let's talk about it over tea}.
[cool] {No|I disagree}$dear. {You weren't there|We've had this out before, I won}.
[wry] {I'd argue|I could prove you wrong}$dear, {but the soup's on|but where's the fun in that?}.
[worried] {Oh|Hm}$dear. {Now you've got me doubting|I'd better look again}.
= re.answer
{Good to know|Ah|I see}$dear. {That's what I wanted to hear|Then I'll stop asking|Keep us posted}.
[wry] {A full confession|That explains a lot}$dear. {The court thanks you|I'm noting it down}.
[warm] {Glad you said|Thanks for telling me}$dear. {You know where I am|Look after yourself}.
[lively] {I knew it|Ha}$dear! {Tell me the rest when I see you}!
= re.agree
{Exactly|Well said|So it is}$dear. {Somebody had to say it|That's two of us}.
[wry] {Finally, sense|We should run for mayor}$dear.
[warm] {I thought so|That's it}$dear. {Good to hear it from you}.
= re.thank
{Any time|Don't mention it|Of course}$dear. {You'd do the same|I'll send you the bill, ha}.
[warm] {Always|Goes without saying}$dear. {That's what we're here for|Let me know how it goes}.
[cool] {It's nothing|Sure}$dear. {Don't make a fuss}.
= re.greet
{Hello|Hey|Hi}$dear. {All right here|Can't complain|Upright, so that's a start}. {And you|How's yourself}?
[morning] {Morning|Good morning}$dear. {Just up|One cup in}. {You're early|How did you sleep}?
[evening] {Evening|Good evening}$dear. {Just sat down|Feet up at last}. {What's new|How was your day}?
[lively] {Hey|There you are}$dear! {I was just thinking of you|What's going on?|Got gossip?}.
[cool] {Hello|Hm}$dear. {All right here|No news}. {You?|What is it?}
[warm] {Hello|How nice}$dear! {Good to hear from you|You've been quiet, I wondered}.
= invite.yes
{Yes|Gladly|Count me in|Why not}$dear. {I'll bring something|I could do with it|It's been too long}.
[place] {Yes|I'd love to}$dear. {$Place it is|See you at $place}{, I'll find us a seat|, look for the bad hat|}.
[place moment] $Place $moment, {I'm there|that suits me|I've written it on my hand}$dear.
[moment] {Yes|Suits me}$dear. {I'll be there $moment|I'll move the laundry for it}.
[lively] {Yes|Oh yes}$dear! {Finally|I was going mad indoors|I'm putting my shoes on now}!
[cool] {All right|Fine}$dear. {If you insist|One hour|You're paying}.
[worried] {I'd like that|Yes, I think so}$dear. {If I'm late, wait a bit|Will there be many people}?
[wry] {I'll check my diary|Let me see}$dear. {It's blank till spring, so yes|Between nothing and nothing: yes}.
= invite.no
{I can't|Not this time|I wish I could}$dear. {Another day, gladly|I've promised somebody else|Ask me again, please}.
[place] {$Place would be nice|I'd like $place}$dear, but {not this time|I'm worn through}. {Next week|Eat one for me}?
[moment] {$moment I can't|Not $moment}$dear. {I'm on my feet then|Any other day|I'd be asleep in my chair}.
[cool] {No|I'll pass}$dear. {Thanks, though|Not my thing}.
[warm] {Oh, I'd have loved to|It's sweet of you to ask}$dear. {I just can't this time|Keep me a place for the next}.
[worried] {I'd better not|I don't think I can}$dear. {Too much going on, sorry|You're not cross, are you}?
[wry] {My sofa won't let me|I've a prior engagement with a blanket}$dear. {Next time}.
= favour.yes
{Of course|Sure|Consider it done}$dear. {I can $mine, no trouble|It's nothing, I'll $mine|\
When do you want me to $mine?}.
[warm] {Happy to|Always}$dear. {I'll $mine, and there's tea after|You only have to ask and I'll $mine}.
[cool] {All right|If I must}$dear. {I'll $mine, once|I'll $mine, and then we're even}.
[wry] {I'll $mine|Fine, I'll $mine}$dear. {My fee's a biscuit|I'd do it for the fame alone}.
= favour.no
{I can't $mine just now|I wish I could $mine}$dear. {Ask me next week|Sorry|Try the people downstairs}.
[cool] {No, I won't $mine|I don't do that sort of thing}$dear. {Sorry|I've been burnt before}.
[worried] I don't dare $mine$dear. {I'd only break something|With my luck|Don't be cross}.
= re.accept
{Good|Lovely|Perfect}$dear. {See you then|I'll be the one waving|Don't dress up}.
[place] {See you at $place|$Place, then}$dear. {I'm looking forward to it|First one there gets the good chair}.
[lively] {Yes|Good}$dear! {It'll be fun}!
= re.decline
{Pity|Shame}$dear. {Next time, then|I'll ask again, I'm stubborn|I'll think of you over the second cup}.
[place] {Next time, then|$Place isn't going anywhere}$dear.
[cool] {As you like|Your loss}$dear.
= re.promise
{You're a star|Thank you|I owe you one}$dear. {I'll repay it in cake|You've saved me}.
[wry] {I knew you were weak|Bless you}$dear. {There'll be biscuits}.
= re.refuse
{Never mind|No harm done}$dear. {I'll find somebody|It was worth asking}.
[cool] {Right|I see}$dear. {I'll remember that, kindly|Then not}.
= re.bye
{Bye|See you|Take care}$dear. {Mind the step|Say hello at home|Don't work too hard|Watch out for the pigeons}.
[evening] {Night|Good night}$dear. {Sleep well|Sweet dreams}.
[morning] {Have a good one|Bye}$dear. {It's early yet|The day's young}.
[wry] {Off you go|Farewell}$dear. {We'll always have this doorstep|I'll tell them you were kind}.
[warm] {Look after yourself|Safe home}$dear. {That was nice|Come by soon}.
[lively] {Bye|See you soon}$dear! {Don't be a stranger}!
[terse] {Bye|Right}$dear.
= by.ask
{I was going to ask that|Good question}$dear. {Well$pal?|Out with it$pal}.
{Same question here|I'd like to know too}$dear{, about <ref>|}. {We're all waiting$pal|I've brought a chair}.
[wry] $by asks what we're all thinking. {No pressure$pal|The public has a right to know}.
= by.cheer
{What $by said|I'm with $by}. {Well done$pal|All the best with <ref>}.
{You said it|True}$dear. {We've every reason to be pleased about <ref>|It suits $author}.
= by.comfort
{What $by said|$by's right}. {And there's room on my sofa too$pal|Chin up$pal}.
{Well put|That's kind}$dear. {$author, I'd say the same about <ref>|We're all here$pal}.
= by.tease
{Be nice|Leave $author alone}$dear. {<Ref> could happen to you|We remember your summer}.
{Ha|That was good}$dear. {Sorry$pal, but it was|I'm stealing that}.
[warm] {Don't listen to $by|Pay no attention to $by}{$pal|}. {I'm on your side}.
= by.own
{You as well|Another one}$dear? {It's going round, <ref>|Then there are three of us}.
{Hear, hear|Me too now}$dear. {We should all meet, about <ref>|I feel less odd}.
= by.doubt
{I'm with $by here|$by has a point}. {Sorry$pal|About <ref>, I mean}.
{No|Not so}$dear. {I'm with $author on <ref>|You've never even tried}.
[wry] {Careful|Here we go}$dear. {That's how the thing with the hedge began|I'll fetch the popcorn}.
= by.answer
{So that's how it was|Thanks for saying}$dear. {I'd wondered about <ref> too|Now we know}.
{So that's it|I see}$dear. {Thanks for saying, about <ref>|Then I know what to do}.
"""

from agents.voice.english import english as chinese
__all__=["chinese"]

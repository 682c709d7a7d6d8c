"""Breaking it on purpose: kill -9 at every named moment, take-overs, other processors, other batch sizes."""

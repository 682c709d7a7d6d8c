"""REST for whole runs: steering their time, forking them, beginning them anew; and every API's addresses."""

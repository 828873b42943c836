"""Pages of selections, nominations, votes, titles and ratings."""

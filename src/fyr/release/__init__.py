"""The private-release engine: it stands alone, and loads neither Django nor anything else of Fyr."""

def test_x(money, paid):
    pass
def test_y(money, paid):
    pass
def test_z(money, paid):
    pass

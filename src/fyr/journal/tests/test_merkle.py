"""The tree against the published vectors of Certificate Transparency, and against an independent verifier."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fyr.journal import merkle

LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
hashes = st.lists(st.binary(max_size=8), min_size=1, max_size=40).map(
    lambda contents: [merkle.leaf_hash(one) for one in contents]
)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_certificate_transparency(size):
    assert merkle.root_of([merkle.leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == ROOTS[size - 1]


def independent_root(leaves):
    """RFC 6962, 2.1, written anew and recursively."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + independent_root(leaves[:split]) + independent_root(leaves[split:])).digest()


@given(leaves=hashes)
def test_a_frontier_packed_and_unpacked_gives_the_independent_root(leaves):
    frontier = merkle.Frontier()
    for leaf in leaves:
        frontier = merkle.Frontier.unpacked(frontier.size, frontier.packed())
        frontier.append(leaf)
    assert frontier.root() == independent_root(leaves)


@given(leaves=hashes, data=st.data())
def test_inclusion_is_proved_for_a_leaf_and_for_no_other(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, root = merkle.inclusion_proof(leaves, index), merkle.root_of(leaves)
    assert merkle.verify_inclusion(leaves[index], index, len(leaves), proof, root)
    assert not merkle.verify_inclusion(merkle.leaf_hash(b"another leaf"), index, len(leaves), proof, root)


@given(leaves=hashes, data=st.data())
def test_a_longer_tree_proves_that_it_extends_the_shorter(leaves, data):
    earlier = data.draw(st.integers(1, len(leaves)))
    old, new = merkle.root_of(leaves[:earlier]), merkle.root_of(leaves)
    proof = merkle.consistency_proof(leaves, earlier)
    assert merkle.verify_consistency(earlier, len(leaves), old, new, proof)
    assert not merkle.verify_consistency(earlier, len(leaves), merkle.leaf_hash(b"forged"), new, proof)

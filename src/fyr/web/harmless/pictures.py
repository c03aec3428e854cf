"""Pictures are drawn anew, point by point: place, camera, hidden previews and whatever was hung on are gone."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from fyr.web.harmless.kinds import Fault, Harmful, Harmless, Media, Treatment

# JPEG, PNG, WebP.
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
# A page scanned in 600 dots per inch, or the photo of a good camera.
PIXELS = 50_000_000
KEPT_MODES = ("L", "LA", "RGB", "RGBA")


def redraw(content: bytes) -> Harmless:
    """A JPEG stays one; PNG and WebP become PNG, or JPEG where nothing shines through and it was one of loss."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as came:
                if came.width * came.height > PIXELS:
                    raise Harmful(Fault.TOO_MANY_PIXELS)
                came.load()
                form = came.format
                drawn = ImageOps.exif_transpose(came)
        except Harmful:
            raise
        except Image.DecompressionBombError as error:
            raise Harmful(Fault.TOO_MANY_PIXELS) from error
        except (OSError, ValueError, SyntaxError, IndexError, TypeError, EOFError) as error:
            raise Harmful(Fault.BROKEN) from error
    return _written(drawn, form == "JPEG" or (form == "WEBP" and not drawn.has_transparency_data))


def _written(drawn: Image.Image, lossy: bool) -> Harmless:
    mode = drawn.mode
    if drawn.has_transparency_data and not lossy:
        mode = "LA" if mode == "LA" else "RGBA"
    elif lossy:
        mode = "L" if mode in ("L", "1") else "RGB"
    elif mode not in KEPT_MODES:
        mode = "L" if mode == "1" else "RGB"
    points = drawn.convert(mode)
    # Only the points go on: no text, profile, comment or second picture comes along.
    clean = Image.frombytes(mode, points.size, points.tobytes())
    out = BytesIO()
    if lossy:
        clean.save(out, "JPEG", quality=90, optimize=True)
        return Harmless(out.getvalue(), Media.JPEG, Treatment.DRAWN_ANEW)
    clean.save(out, "PNG", optimize=False)
    return Harmless(out.getvalue(), Media.PNG, Treatment.DRAWN_ANEW)

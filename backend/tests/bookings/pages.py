"""Words in which the specifications of lists speak."""

MINE = "/api/bookings/"
ALIAS = "/api/bookings/my_bookings/"
ROSTER = "/api/bookings/creator_bookings/"


def ids(answer):
    assert answer.status_code == 200, answer.content
    return [each["id"] for each in answer.json()]


def next_page(answer):
    """The address of the next page, or None."""
    link = answer.headers.get("Link")
    if link is None:
        return None
    address, relation = link.split("; ")
    assert relation == 'rel="next"'
    return address.strip("<>")


def every_page(client, url):
    pages = []
    while url:
        assert len(pages) < 100, "the pages do not end"
        answer = client.get(url)
        pages.append(ids(answer))
        url = next_page(answer)
    return pages


def newest_first(bookings):
    return [str(booking.pk) for booking in reversed(bookings)]

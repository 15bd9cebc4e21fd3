"""Numbers out of rounds: medians of those that are believed, and their spread."""
import statistics

# A round with one of these marks is left out where there are others.
UNBELIEVED = {"stolen", "others"}


def believed(rounds):
    """Those without a mark that speaks against them."""
    return [r for r in rounds if not UNBELIEVED & set(r.get("marks", []))]


def dig(value, path):
    for key in path.split("."):
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return value


def values(rounds, path):
    kept = believed(rounds) or rounds
    return [v for v in (dig(r, path) for r in kept) if v is not None]


def median(rounds, path):
    found = values(rounds, path)
    return statistics.median(found) if found else None


def least(rounds, path):
    """The smallest: what is dear in other rounds only is not the broker's doing."""
    found = values(rounds, path)
    return min(found) if found else None


def spread(rounds, path, form="{:.2f}", scale=1):
    """The median, and the smallest and the largest where there are several."""
    found = [v * scale for v in values(rounds, path)]
    if not found:
        return "–"
    middle = form.format(statistics.median(found))
    return middle if len(found) == 1 else f"{middle} ({form.format(min(found))}–{form.format(max(found))})"


def variation(rounds, path):
    """Standard deviation in percent of the mean."""
    found = values(rounds, path)
    return 100 * statistics.stdev(found) / statistics.mean(found) if len(found) > 1 and statistics.mean(found) else None


def number(value, form="{:.1f}", none="–"):
    return none if value is None else form.format(value)

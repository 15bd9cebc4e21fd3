"""What the machine can do at best, looked at before and after everything else."""
from . import tools

# Of these more is better; of what else is told, less.
RATES = {"megabytes_per_second", "per_second"}


def look(place, size):
    return tools.figures("ceilings", place, size)


def best(looks):
    """A ceiling is the best that was seen: of each figure, in whichever look it was."""
    return {name: {figure: (max if figure in RATES else min)(one[name][figure] for one in looks) for figure in figures}
            for name, figures in looks[0].items()}

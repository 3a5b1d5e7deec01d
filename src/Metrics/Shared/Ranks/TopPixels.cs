using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>Which pixels of equal value are among the largest, where not all of them fit.</summary>
[About("Which of the pixels that equal the last of the top belong to it: the average over all choices, or the first in row-major order.")]
internal enum TopTies
{
    /// <summary>Each with the same probability: the expectation over all ways to choose, exactly.</summary>
    Expected,

    /// <summary>The first in row-major order.</summary>
    First,
}

/// <summary>The largest values of a map.</summary>
internal static class TopPixels
{
    /// <summary>How many of the <paramref name="count"/> pixels of the largest values lie in a set;
    /// a fraction where ties are averaged.</summary>
    /// <param name="map">Finite values.</param>
    /// <param name="count">Pixels, from 1 to all.</param>
    /// <param name="region">The set, of the map's size.</param>
    /// <param name="ties">Which pixels that equal the last of them belong to them.</param>
    public static double Inside(SaliencyMap map, int count, PixelMask region, TopTies ties)
    {
        var order = Ranking.Descending(map.Values);
        if (ties == TopTies.First)
            return order.Take(count).Count(i => region.Pixels[i]);
        var last = map.Values[order[count - 1]];
        var (above, aboveInside, tied, tiedInside) = (0, 0, 0, 0);
        for (var i = 0; i < map.Values.Length; i++)
            if (map.Values[i] > last)
            {
                above++;
                aboveInside += region.Pixels[i] ? 1 : 0;
            }
            else if (map.Values[i] == last)
            {
                tied++;
                tiedInside += region.Pixels[i] ? 1 : 0;
            }
        return aboveInside + (double)(count - above) * tiedInside / tied;
    }
}

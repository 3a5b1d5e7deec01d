namespace VisEval.Harness.Reports.Charts;

/// <summary>Where the label of a point stands.</summary>
/// <param name="X">Where the text begins, ends or has its middle, by the anchor.</param>
/// <param name="Y">The base line.</param>
/// <param name="Anchor">start, middle or end, as in SVG.</param>
/// <param name="Leader">Where a line from the point ends at the label; null where it stands beside the point.</param>
internal readonly record struct LabelPlace(double X, double Y, string Anchor, (double X, double Y)? Leader = null);

/// <summary>Finds places for the labels of points such that they cover neither points nor lines nor each other, as far as
/// possible.</summary>
internal static class LabelPlaces
{
    // Of letters as large as on a phone, where they are set larger.
    private const double CharacterWidth = 7.3;
    private const double LineHeight = 14;

    // What a label that is further off costs: less than any overlap that can be seen.
    private const double LeaderCost = 4;

    private static readonly double[] Distances = [24, 40, 58, 78];

    private readonly record struct Area(double X0, double Y0, double X1, double Y1)
    {
        public double Overlap(Area other) =>
            Math.Max(0, Math.Min(X1, other.X1) - Math.Max(X0, other.X0)) * Math.Max(0, Math.Min(Y1, other.Y1) - Math.Max(Y0, other.Y0));
    }

    /// <summary>A place for each label; points beyond the labels only take room.</summary>
    /// <param name="points">The points, those with a label first.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="width">The width of the drawing.</param>
    /// <param name="line">The corners of a line that is not to be written over.</param>
    /// <remarks>Tried are right, left, above, below, then further off with a line that leads there.</remarks>
    public static IReadOnlyList<LabelPlace> Find(
        IReadOnlyList<(double X, double Y)> points, IReadOnlyList<string> labels, double width,
        IReadOnlyList<(double X, double Y)>? line = null)
    {
        var taken = points.Select(p => new Area(p.X - 6, p.Y - 6, p.X + 6, p.Y + 6)).Concat(Along(line ?? [])).ToList();
        var (places, texts) = (new List<LabelPlace>(), new List<Area>());
        foreach (var ((x, y), label) in points.Zip(labels))
        {
            var length = label.Length * CharacterWidth;
            var (best, area, _) = Candidates(x, y)
                .Select(c => (Place: c, Area: AreaOf(c, length)))
                .Select(c => (c.Place, c.Area, Cost: taken.Sum(t => t.Overlap(c.Area)) + Outside(c.Area, width)
                    + (c.Place.Leader is { } end ? CostOf((x, y), end, texts) : 0)))
                .MinBy(c => c.Cost);
            taken.Add(area);
            texts.Add(area);
            if (best.Leader is { } tip)
                taken.AddRange(Along([(x, y), tip]));
            places.Add(best);
        }
        return places;
    }

    // A leader is the worse the longer it is, and may pass a point, but no text.
    private static double CostOf((double X, double Y) point, (double X, double Y) end, List<Area> texts) =>
        LeaderCost * (1 + Math.Abs(end.Y - point.Y) / 20) + Along([point, end]).Sum(step => texts.Sum(step.Overlap));

    // A line as a row of small areas.
    private static IEnumerable<Area> Along(IReadOnlyList<(double X, double Y)> corners) =>
        from pair in corners.Zip(corners.Skip(1))
        let steps = (int)Math.Ceiling(Math.Max(Math.Abs(pair.Second.X - pair.First.X), Math.Abs(pair.Second.Y - pair.First.Y)) / 4)
        from step in Enumerable.Range(0, steps)
        let share = (step + 0.5) / steps
        let x = pair.First.X + share * (pair.Second.X - pair.First.X)
        let y = pair.First.Y + share * (pair.Second.Y - pair.First.Y)
        select new Area(x - 2, y - 2, x + 2, y + 2);

    private static IEnumerable<LabelPlace> Candidates(double x, double y)
    {
        foreach (var shift in new[] { 0.0, -9, 9 })
        {
            yield return new LabelPlace(x + 9, y + 4 + shift, "start");
            yield return new LabelPlace(x - 9, y + 4 + shift, "end");
        }
        yield return new LabelPlace(x, y - 10, "middle");
        yield return new LabelPlace(x, y + 19, "middle");
        foreach (var distance in Distances)
        {
            yield return new LabelPlace(x, y - distance, "middle", (x, y - distance + 3));
            yield return new LabelPlace(x, y + distance + 9, "middle", (x, y + distance - 2));
            foreach (var rise in new[] { -distance, distance })
            {
                yield return new LabelPlace(x + 22, y + rise + 4, "start", (x + 20, y + rise));
                yield return new LabelPlace(x - 22, y + rise + 4, "end", (x - 20, y + rise));
            }
        }
    }

    private static Area AreaOf(LabelPlace place, double length)
    {
        var left = place.Anchor switch { "start" => place.X, "end" => place.X - length, _ => place.X - length / 2 };
        return new Area(left, place.Y - LineHeight + 2, left + length, place.Y + 2);
    }

    private static double Outside(Area area, double width) =>
        50 * (Math.Max(0, 60 - area.X0) + Math.Max(0, area.X1 - width + 4) + Math.Max(0, 30 - area.Y0));
}

namespace VisEval.Harness.Reports.Charts;

/// <summary>Finds places for the labels of points such that they cover neither points nor each other, as far as possible.</summary>
internal static class LabelPlaces
{
    private const double CharacterWidth = 6.1;
    private const double LineHeight = 12;

    private readonly record struct Area(double X0, double Y0, double X1, double Y1)
    {
        public double Overlap(Area other) =>
            Math.Max(0, Math.Min(X1, other.X1) - Math.Max(X0, other.X0)) * Math.Max(0, Math.Min(Y1, other.Y1) - Math.Max(Y0, other.Y0));
    }

    /// <summary>For each label the baseline position and anchor beside its point; points beyond the labels only take room.</summary>
    /// <remarks>Tried are right, left, above, below, then further off.</remarks>
    public static IReadOnlyList<(double X, double Y, string Anchor)> Find(
        IReadOnlyList<(double X, double Y)> points, IReadOnlyList<string> labels, double width)
    {
        var taken = points.Select(p => new Area(p.X - 6, p.Y - 6, p.X + 6, p.Y + 6)).ToList();
        var places = new List<(double, double, string)>();
        foreach (var ((x, y), label) in points.Zip(labels))
        {
            var length = label.Length * CharacterWidth;
            var (best, area, _) = Candidates(x, y)
                .Select(c => (Place: c, Area: AreaOf(c, length)))
                .Select(c => (c.Place, c.Area, Cost: taken.Sum(t => t.Overlap(c.Area)) + Outside(c.Area, width)))
                .MinBy(c => c.Cost);
            taken.Add(area);
            places.Add(best);
        }
        return places;
    }

    private static IEnumerable<(double X, double Y, string Anchor)> Candidates(double x, double y)
    {
        foreach (var shift in new[] { 0.0, -9, 9 })
        {
            yield return (x + 9, y + 4 + shift, "start");
            yield return (x - 9, y + 4 + shift, "end");
        }
        foreach (var distance in new[] { 10.0, 22 })
        {
            yield return (x, y - distance, "middle");
            yield return (x, y + distance + 9, "middle");
        }
    }

    private static Area AreaOf((double X, double Y, string Anchor) place, double length)
    {
        var left = place.Anchor switch { "start" => place.X, "end" => place.X - length, _ => place.X - length / 2 };
        return new Area(left, place.Y - LineHeight + 2, left + length, place.Y + 2);
    }

    private static double Outside(Area area, double width) => 50 * (Math.Max(0, 60 - area.X0) + Math.Max(0, area.X1 - width + 4));
}

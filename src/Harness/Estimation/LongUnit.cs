using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Estimation;

/// <summary>A unit of work that cannot be cut and takes longer than a package should.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">The method.</param>
/// <param name="Images">The images, which lend each other their maps.</param>
/// <param name="Seconds">The time of one thread.</param>
/// <param name="Explanation">What one explanation takes.</param>
/// <param name="Metric">The metric that asks most of one explanation; null for none.</param>
/// <param name="Asked">What it asks.</param>
internal sealed record LongUnit(
    string Dataset, string Model, string Method, int Images, double Seconds, Passes Explanation, string? Metric, Passes Asked)
{
    /// <summary>The longest of every method that has such, longest first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="work">What methods and metrics declare.</param>
    /// <param name="packages">The packages of the plan.</param>
    public static IReadOnlyList<LongUnit> Of(Plan plan, IUnitWork work, IReadOnlyList<WorkPackage> packages) =>
    [
        .. packages.Where(p => p.Seconds > WorkPackages.Most && p.Work is { Methods.Count: 1, Groups.Count: 1 })
            .GroupBy(p => (p.Work.Dataset, p.Work.Model)).SelectMany(g => Of(plan, g.Key, work, g))
            .OrderByDescending(u => u.Seconds),
    ];

    private static IEnumerable<LongUnit> Of(
        Plan plan, (string Dataset, string Model) of, IUnitWork work, IEnumerable<WorkPackage> packages)
    {
        var job = plan.Jobs.First(j => (j.Images.Name, j.ModelName) == of);
        var costs = new UnitCosts(job, work);
        var places = job.Images.Images.Index().ToDictionary(i => i.Item.Id, i => i.Index);
        return packages.GroupBy(p => p.Work.Methods[0]).Select(g =>
        {
            var longest = g.MaxBy(p => p.Seconds)!;
            var asked = costs.Costliest(g.Key, longest.Work.Groups[0].Min(i => places[i]));
            return new LongUnit(
                of.Dataset, of.Model, g.Key, longest.Work.Groups[0].Count, longest.Seconds, costs.Explanation(g.Key) ?? default,
                asked?.Metric, asked?.Passes ?? default);
        });
    }
}

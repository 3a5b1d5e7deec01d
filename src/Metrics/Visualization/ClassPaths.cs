using VisEval.Core;
using VisEval.Metrics.Shared.Pictures;

namespace VisEval.Metrics.Visualization;

/// <summary>How alike natural pictures of a class are in a layer.</summary>
/// <param name="Natural">The pictures of the class.</param>
/// <param name="Same">The mean correlation of their pairs; NaN where there is none.</param>
/// <param name="Other">The mean correlation of one of them and one of another class.</param>
internal sealed record ClassPath(IReadOnlyList<RankProfile> Natural, double Same, double Other);

/// <summary>The way that natural pictures of a class take through the network.</summary>
internal sealed class ClassPaths
{
    private readonly IVisualizationContext _context;
    private readonly int _class;
    private readonly IReadOnlyList<int> _same;
    private readonly IReadOnlyList<int> _other;

    /// <param name="context">What is evaluated.</param>
    /// <param name="class">The class.</param>
    /// <param name="images">How many pictures of it, and as many of other classes.</param>
    public ClassPaths(IVisualizationContext context, int @class, int images)
    {
        (_context, _class) = (context, @class);
        var natural = context.Natural;
        IReadOnlyList<int> Chosen(Func<IReadOnlyList<int>, bool> labels, string purpose)
        {
            int[] all = [.. Enumerable.Range(0, natural.Count).Where(i => labels(natural.Labels[i]))];
            int[] single = [.. all.Where(i => natural.Labels[i].Count == 1)];
            return natural.Some(single.Length >= images ? single : all, images, context.Seed.For(purpose).For(@class));
        }
        _same = Chosen(labels => labels.Contains(@class), "same");
        _other = Chosen(labels => labels.Count > 0 && !labels.Contains(@class), "other");
    }

    private sealed record Key(int Class, string Layer, int Same, int Other);

    /// <summary>Why there is none; ok where there is.</summary>
    public CellState State => _same.Count < 2 || _other.Count < 2 ? CellState.Undefined("too-few-images") : CellState.Ok;

    /// <summary>The correlations in a layer.</summary>
    public ClassPath Of(PictureLayer layer)
    {
        var own = Profiles(_same, layer);
        var (same, other) = _context.Share(new Key(_class, layer.Name, _same.Count, _other.Count), () =>
        {
            var others = Profiles(_other, layer);
            return (
                Mean(own.SelectMany((p, i) => own.Take(i).Select(p.With))),
                Mean(own.SelectMany(p => others.Select(p.With))));
        });
        return new ClassPath(own, same, other);
    }

    private List<RankProfile> Profiles(IReadOnlyList<int> pictures, PictureLayer layer) =>
        [.. _context.Network.Features(_context.Natural.Batch(pictures), layer.Name).Select(RankProfile.Of).OfType<RankProfile>()];

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}

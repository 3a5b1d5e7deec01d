using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>Whether one of several ways to prepare the same images is shown to be better than the stated one.</summary>
/// <remarks>Exact sign test of the images in which the two differ, one-sided at 5 % divided by the number of ways (Bonferroni): the best of
/// many is better by chance.</remarks>
internal static class BetterChoice
{
    private const double Level = 0.05;

    /// <summary>The place of the first way that is better; null for none.</summary>
    /// <param name="stated">By image: whether it is recognized in the stated way.</param>
    /// <param name="others">The same of the other ways, the best first.</param>
    public static int? Of(IReadOnlyList<bool> stated, IReadOnlyList<IReadOnlyList<bool>> others)
    {
        for (var i = 0; i < others.Count; i++)
        {
            var gained = others[i].Zip(stated).Count(r => r.First && !r.Second);
            var lost = others[i].Zip(stated).Count(r => !r.First && r.Second);
            if (gained > lost && BinomialTest.AtLeast(gained, gained + lost, 0.5) <= Level / others.Count)
                return i;
        }
        return null;
    }
}

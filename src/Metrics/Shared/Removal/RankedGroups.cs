using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Removal;

/// <summary>Groups of elements that follow each other in the ranking, each replaced by itself while the rest of the image stays.</summary>
/// <param name="Step">Elements a group; 0 for 28 groups.</param>
/// <param name="Fill">What replaces them.</param>
/// <param name="Elements">What is an element.</param>
/// <param name="Magnitudes">Whether elements are ranked by their absolute values.</param>
internal sealed record RankedGroups(int Step, PixelFill Fill, Elements Elements, bool Magnitudes)
{
    /// <summary>For each group the sum of the values it is ranked by, and the output without it; the largest first.</summary>
    public (double[] Sums, TargetOutputs Outputs) Of(IMetricContext context) =>
        context.Share<(double[] Sums, TargetOutputs Outputs)>(this, () =>
        {
            var apart = RankedElements.AreValuesApart(context, Elements);
            var values = apart ? RankedElements.ValuesOf(context) : context.Map.Values;
            if (Magnitudes)
                values = Array.ConvertAll(values, MathF.Abs);
            var order = Ranking.Descending(values);
            var groups = order.Chunk(Step > 0 ? Step : CurvePoints.AutomaticStep(order.Length)).ToArray();
            var fill = PixelFills.For(context, Fill);
            var outputs = ChangedImages.Outputs(context.Model, context.Image, context.Target, groups.Length, (i, image) =>
            {
                if (!apart)
                    ChangedImages.Replace(image, groups[i], fill);
                else
                    foreach (var value in groups[i])
                        image[value] = fill.Values[value];
            });
            return ([.. groups.Select(g => g.Sum(i => (double)values[i]))], outputs);
        });
}

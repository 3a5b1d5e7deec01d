using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration;

/// <summary>Leaves methods out of a preset that would take too long with options at which their maps are right: fewer samples or steps
/// would make another method of them.</summary>
internal static class Affordable
{
    /// <summary>The plan of a dataset without the methods whose explanation takes more passes than the preset allows on any of its
    /// models; controls stay.</summary>
    /// <param name="plan">The plan with every method.</param>
    /// <param name="models">The models that are run on the dataset.</param>
    /// <param name="mostPasses">The limit, in forward passes; null for none.</param>
    public static DatasetPlan Of(DatasetPlan plan, IReadOnlyList<IModel> models, double? mostPasses)
    {
        if (mostPasses is not { } most)
            return plan;
        var passes = plan.Methods.ToDictionary(m => m.Unit.Key, m => PassesOf(m.Unit, models));
        return plan with
        {
            Methods = [.. plan.Methods.Where(m => passes[m.Unit.Key] <= most || MethodFacts.Of(m.Unit.Value).IsControl)],
            LeftOut = [.. passes.Where(p => p.Value > most).OrderBy(p => p.Value).Select(p => new LeftOutMethod(p.Key, p.Value, most))],
        };
    }

    private static double PassesOf(Unit<IAttributionMethod> method, IReadOnlyList<IModel> models) =>
        models.Select(new MethodSource(method).PassesOn).DefaultIfEmpty().Max();
}

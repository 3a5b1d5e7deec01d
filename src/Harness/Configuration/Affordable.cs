using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Methods.Facts;

namespace VisEval.Harness.Configuration;

/// <summary>Leaves methods out of a preset that would take too long with options at which their maps are right: fewer samples or steps
/// would make another method of them.</summary>
internal static class Affordable
{
    /// <summary>The plan of a dataset without the methods whose explanation takes more passes than the preset allows on any of its
    /// models; controls stay.</summary>
    /// <param name="plan">The plan with every method.</param>
    /// <param name="passesOf">The passes of an explanation on the model where it takes most.</param>
    /// <param name="mostPasses">The limit, in forward passes; null for none.</param>
    public static DatasetPlan Of(DatasetPlan plan, Func<IExplanationSource, double> passesOf, double? mostPasses)
    {
        if (mostPasses is not { } most)
            return plan;
        var passes = plan.Methods.ToDictionary(m => m.Unit.Key, m => passesOf(new MethodSource(m.Unit)));
        return plan with
        {
            Methods = [.. plan.Methods.Where(m => passes[m.Unit.Key] <= most || MethodFacts.Of(m.Unit.Value).IsControl)],
            LeftOut = [.. passes.Where(p => p.Value > most).OrderBy(p => p.Value).Select(p => new LeftOutMethod(p.Key, p.Value, most))],
        };
    }

    /// <summary>Whether methods may be left out: who names methods, or repeats a run, gets them.</summary>
    public static bool IsAsked(RunConfig config) => config.Methods.Count == 0 && config.Repeats is null;

    /// <summary>What is left out, each method once with what it takes at most; of a repeated run what was left out then; null for
    /// nothing.</summary>
    public static IReadOnlyList<LeftOutMethod>? LeftOut(RunConfig config, IReadOnlyList<DatasetPlan> plans)
    {
        if (config.Repeats is { } repeated)
            return repeated.Methods.Select(m => m.Key).SequenceEqual(config.Methods) ? repeated.LeftOut : null;
        List<LeftOutMethod> methods = [.. plans.SelectMany(d => d.LeftOut).GroupBy(m => m.Method).Select(g => g.MaxBy(m => m.Passes)!)];
        return methods.Count > 0 ? methods : null;
    }
}

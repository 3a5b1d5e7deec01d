using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Loading;

namespace VisEval.Cli.Checking;

/// <summary>What <c>viseval check</c> prints: lines "name  value", a table of operators, remarks.</summary>
internal static class CheckView
{
    // A gradient that agrees to this part along every direction is right; rounding and kinks leave about a tenth of it.
    private const double Agreement = 0.02;
    private const int CandidatesShown = 6;
    private const int LongestLine = 2000;
    private const int ClassesShown = 10;

    /// <summary>What the file holds.</summary>
    /// <param name="model">The network.</param>
    /// <param name="preprocessing">Who states how pictures become its input.</param>
    /// <param name="host">Where it is written.</param>
    public static void Write(ModelInspection model, string preprocessing, CliHost host)
    {
        WriteLine("operator set", $"{model.OperatorSet}{(model.Producer.Length > 0 ? $", written by {model.Producer}" : "")}", host);
        foreach (var input in model.Inputs)
            WriteLine("input", input, host);
        foreach (var output in model.Outputs)
            WriteLine("output", output, host);
        WriteLine("image", $"{model.Size.Channels}×{model.Size.Height}×{model.Size.Width}", host);
        WriteLine("scores", $"{model.Scores}: {Scores(model)}", host);
        if (model.ClassNames.Count > 0)
            WriteLine("classes", Classes(model.ClassNames), host);
        WriteLine("weights", model.Weights.ToString("N0", CultureInfo.InvariantCulture), host);
        foreach (var note in model.Notes)
            WriteLine("note", note, host);
        if (model.CamCandidates.Count == 0)
            WriteLine("layer", "none: no tensor with height and width leads to the scores", host);
        foreach (var (candidate, index) in model.CamCandidates.Take(CandidatesShown).Select((c, i) => (c, i)))
            WriteLine(
                index == 0 ? "default layer" : "other layer",
                $"{candidate.Tensor} ({string.Join("×", candidate.Shape)}"
                    + (candidate.IsTokens ? $": {candidate.Height}×{candidate.Width} places)" : ")")
                    + (candidate.Differentiable ? "" : ", the scores cannot be differentiated there"),
                host);
        WriteLine("preprocessing", preprocessing, host);

        Tables.Write(
            ["operator", "nodes", "differentiated", "rule"],
            [
                .. model.Operators.Select(o => (IReadOnlyList<string>)[
                    o.Operator, $"{o.Count}", $"{o.Differentiated}",
                    o.Differentiated == 0 ? "not needed" : o.WithoutRule.Count == 0 ? "yes" : "no"]),
            ],
            [1, 2], host);
        foreach (var missing in model.Operators.Where(o => o.WithoutRule.Count > 0))
            WriteLine("without rule", $"{missing.Operator}: {string.Join(", ", missing.WithoutRule.Take(CandidatesShown))}", host);
    }

    private static string Classes(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(ClassesShown).Select((name, i) => $"{i} {name}"))
        + (names.Count > ClassesShown ? $", … ({names.Count} names in the file)" : "");

    private static string Scores(ModelInspection model) => model.Meaning switch
    {
        { Kind: ScoreKind.Linear } => $"{model.Classes} numbers, no classes: there are no probabilities",
        { AreProbabilities: true } => $"probabilities of {model.Classes} classes",
        { Kind: ScoreKind.Sigmoid } => $"logits of {model.Classes} classes, each by itself (sigmoid)",
        _ => $"logits of {model.Classes} classes, of which one is right (softmax)",
    };

    /// <summary>Weights that are NaN and scores that are no distribution over the classes; whether there are none.</summary>
    public static bool WriteNonFinite(ModelInspection model, ClassScores scores, CliHost host)
    {
        var broken = model.NonFinite.Where(w => w.NaNs > 0).ToList();
        foreach (var weights in broken.Take(CandidatesShown))
            WriteLine("NOT FINITE", weights.Sentence, host);
        if (scores.IsFinite(0))
            return broken.Count == 0;
        WriteLine("NOT FINITE", scores.NotFinite(0) + "; the gradient was not checked", host);
        return false;
    }

    /// <summary>The gradient check; whether nothing speaks against the gradient.</summary>
    public static bool WriteGradient(IReadOnlyList<DirectionCheck> checks, ClosedPaths closed, CliHost host)
    {
        var told = checks.Where(c => c.IsTold).ToList();
        if (told.Count < checks.Count)
            WriteLine(
                "gradient",
                $"cannot be told along {checks.Count - told.Count} of {checks.Count} directions: the scores are so large, or change so "
                + "little, that 32-bit rounding hides the difference", host);
        if (told.Count == 0)
            return true;
        var worst = told.Max(c => c.RelativeError);
        var agrees = worst <= Agreement;
        if (told.All(c => c.ByGradient == 0))
            WriteLine("gradient", $"is zero at this image: {Zero(closed)}", host);
        // A step has no slope, and differences across it are no test of one.
        if (closed.OnlySteps)
            return false;
        WriteLine(
            "gradient",
            string.Create(CultureInfo.InvariantCulture,
                $"{(agrees ? "agrees" : "DIFFERS")} with central differences along {told.Count} directions, "
                + $"worst relative error {worst:0.#E+0}"),
            host);
        if (!agrees && closed.Steps.Count > 0)
            WriteLine("gradient", $"the derivative through {closed.StepsText} is 0, and differences across its steps are not", host);
        return agrees;
    }

    // Steps are known to close every path; units that may be closed, and weights, are not looked at.
    private static string Zero(ClosedPaths closed) => closed.OnlySteps ? closed.Reason
        : $"the scores do not depend on it{(closed.Reason.Length > 0 ? $", or {closed.Reason} keep it from them" : "")}";

    /// <summary>Suspicions, one a line.</summary>
    public static void WriteRemarks(IReadOnlyList<string> remarks, CliHost host)
    {
        foreach (var remark in remarks)
            WriteLine("suspicion", remark, host);
    }

    /// <summary>One fact.</summary>
    public static void WriteLine(string name, string value, CliHost host) =>
        host.Out.WriteLine($"{name,-14}{Printable.Of(value, LongestLine)}");
}

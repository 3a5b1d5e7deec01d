using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Options;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>compare</c>.</summary>
internal sealed class CompareOptions
{
    private readonly Argument<string> _baseline = new("BASELINE")
    {
        Description = "What it was: a run directory, or a file saved with --save-baseline.",
    };

    private readonly Argument<string?> _current = new("CURRENT")
    {
        Description = "What it is now, one of the same. May be left out where a baseline is only saved.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ReadOption<double?> _margin = Number(
        "--margin", "M", "The difference that does not matter, as a share of a score's range, 0 to 1. Default: the policy's, else 0.01",
        GatePolicyFile.RefusalOfMargin);

    private readonly ReadOption<double?> _alpha = Number(
        "--alpha", "A", "The rate of false alarms over all critical numbers, above 0. Default: the policy's, else 0.05",
        GatePolicyFile.RefusalOfAlpha);

    private readonly Option<string?> _policy = PolicyOption.Create();

    private readonly Option<bool> _strict = new("--strict") { Description = "An undecided critical number fails too." };

    private readonly Option<string?> _junit = CommonOptions.One("--junit", "FILE", "Write JUnit XML, for a build server");
    private readonly Option<string?> _markdown = CommonOptions.One("--markdown", "FILE", "Write Markdown, for a pull request");
    private readonly Option<string?> _json = CommonOptions.One("--json", "FILE", "Write everything, for programs");

    private readonly Option<string?> _save = CommonOptions.One(
        "--save-baseline", "FILE", "Write CURRENT as a small file to compare with later: numbers and facts, no pictures");

    /// <summary>Units of other people, which metrics of the runs may come from.</summary>
    public PluginOption Plugins { get; } = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_baseline);
        command.Add(_current);
        foreach (var option in new Option[] { _margin, _alpha, _policy, _strict, _junit, _markdown, _json, _save, Plugins.Option })
            command.Add(option);
    }

    /// <summary>What is asked for; mistakes are kept by the reader.</summary>
    public CompareRequest Read(ArgumentReader read, string directory)
    {
        var parse = read.Parse;
        var baseline = parse.GetValue(_baseline)!;
        var current = parse.GetValue(_current);
        var policy = PolicyOption.Read(_policy, read, directory) ?? GatePolicy.Default;
        var (margin, alpha) = (read.Value(_margin), read.Value(_alpha));
        string? To(Option<string?> option) => parse.GetValue(option) is { } path ? Path.GetFullPath(path, directory) : null;
        var request = new CompareRequest(
            baseline, current,
            policy with
            {
                Margin = margin ?? policy.Margin,
                Alpha = alpha ?? policy.Alpha,
                Strict = parse.GetValue(_strict) || policy.Strict,
            },
            To(_junit), To(_markdown), To(_json), To(_save));
        if (current is null && request.SaveBaseline is null)
            read.Mistake("compare needs two runs: BASELINE CURRENT. One alone is only saved, with --save-baseline FILE.");
        foreach (var mistake in request.Files.Select(OutputPlace.MistakeOfFile).OfType<string>())
            read.Mistake(mistake);
        foreach (var path in request.Files.CountBy(f => f).Where(f => f.Value > 1).Select(f => f.Key))
            read.Mistake($"'{path}' is named by two options, and the one would overwrite the other; name different files.");
        return request;
    }

    private static ReadOption<double?> Number(string name, string help, string description, Func<double, string?> refusal) =>
        new(name, (words, mistake) =>
        {
            var isNumber = double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
            if (isNumber && refusal(value) is not { } why)
                return value;
            mistake(isNumber ? $"{name} {refusal(value)}" : $"{name} {words[0]} is not allowed; {name[2..]} is a number such as 0.02.");
            return null;
        })
        {
            HelpName = help,
            Description = description,
        };
}

/// <summary>What <c>compare</c> is asked for.</summary>
/// <param name="Baseline">The baseline's path as given.</param>
/// <param name="Current">The current run's path as given; null where a baseline is only saved.</param>
/// <param name="Policy">What the gate is strict about.</param>
/// <param name="JUnit">Full path of the JUnit XML; null for none.</param>
/// <param name="Markdown">Full path of the Markdown; null for none.</param>
/// <param name="Json">Full path of the JSON; null for none.</param>
/// <param name="SaveBaseline">Full path of the baseline that is saved; null for none.</param>
internal sealed record CompareRequest(
    string Baseline, string? Current, GatePolicy Policy, string? JUnit, string? Markdown, string? Json, string? SaveBaseline)
{
    /// <summary>The files that are written.</summary>
    public IEnumerable<string> Files => new[] { JUnit, Markdown, Json, SaveBaseline }.OfType<string>();
}

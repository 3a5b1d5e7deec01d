using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Methods.Facts;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration.Exporting;

/// <summary>A file with everything in it that is still to be tried out and written.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Opened">The opened model; disposed with the plan.</param>
/// <param name="Network">The network with the explanations.</param>
/// <param name="Preprocessing">How a picture becomes its input; null where nothing says.</param>
internal sealed record ExportPlan(ExportRequest Request, OpenedModel Opened, ExplainedNetwork Network, Preprocessing? Preprocessing)
    : IDisposable
{
    /// <summary>What the file says of itself, by key; beside it what the model's own file says.</summary>
    public IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>(ExportFacts.Of(Choices, Preprocessing))
    {
        ["viseval.version"] = ProgramVersion.Text,
        [ExportPlace.Mark] = string.Join("; ", Maps.Select(m => $"{m.Output}={m.Method}")),
        ["viseval.target"] = Request.Target?.ToString(CultureInfo.InvariantCulture) ?? $"input {Network.Inputs[1].Name}",
        ["viseval.seed"] = Request.Seed.ToString(CultureInfo.InvariantCulture),
        ["viseval.source.file"] = Path.GetFileName(Request.Model),
        ["viseval.source.sha256"] = Opened.Sha256,
    };

    /// <summary>The outputs with maps, and the method of each.</summary>
    public IReadOnlyList<ExportedMap> Maps =>
    [
        .. Network.MapNames.Zip(Request.Methods, (output, method) =>
            new ExportedMap(output, method.Unit.Key, MethodFacts.Of(method.Unit.Value).IsRandomized)),
    ];

    // What was said of the network, by the user and by the file beside it.
    private NetworkChoices Choices => Request.Said.Or(Opened.Description?.Choices);

    /// <summary>In what the file differs from the network's own, and its maps from those of <c>explain</c>, sentences.</summary>
    public IReadOnlyList<string> Remarks =>
    [
        .. Network.Remarks,
        .. Maps.Where(m => m.IsRandomized).Select(
            m => $"{m.Method}: what it draws at random is stored in the file, the same for every image (--seed {Request.Seed}); explain "
                + "draws anew for each, so that its numbers are others."),
    ];

    /// <summary>Tries the file out and writes it; whole or not at all.</summary>
    /// <exception cref="InputException">The runtime cannot run it, or it is too large; says why.</exception>
    /// <exception cref="OutputException">The system does not let it be written.</exception>
    public ExportedFile Write(CancellationToken stop = default)
    {
        Network.Write(Facts, write =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Request.Out)!);
            AtomicFile.Write(Request.Out, write);
        }, stop);
        return new ExportedFile(
            Request.Out, new FileInfo(Request.Out).Length, Network.Opset, Network.IrVersion, Network.Inputs, Maps);
    }

    /// <inheritdoc/>
    public void Dispose() => (Opened.Model as IDisposable)?.Dispose();
}

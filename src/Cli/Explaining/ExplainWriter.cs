using VisEval.Core;
using VisEval.Harness.Formats;
using VisEval.Harness.Reports.Pictures;
using VisEval.Methods;
using VisEval.Onnx.Runtime;

namespace VisEval.Cli.Explaining;

/// <summary>Writes attributions: arrays for programs, overlays for people.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="items">The explained images, in order.</param>
/// <param name="model">The network.</param>
internal sealed class ExplainWriter(ExplainRequest request, IReadOnlyList<ExplainItem> items, IModel model)
{
    private const double Opacity = 0.6;

    private readonly ImageSize _size = model.Input;

    /// <summary>Makes sure that no two results have one file name and that the folder can be there.</summary>
    /// <exception cref="InputException">Names coincide, or the folder's name is that of a file.</exception>
    public void Check()
    {
        if (File.Exists(request.Out))
            throw new InputException($"--out {request.Out} is a file; name a folder.");
        var same = request.Formats.HasFlag(OutputFormats.Png)
            ? items.GroupBy(i => i.Name + i.Suffix).Where(g => g.Count() > 1).Select(g => g.Key).ToList()
            : [];
        if (same.Count > 0)
            throw new InputException([.. same.Select(name => $"Several images would be written to {name}.…png; rename one, explain them apart, or ask for --format npy.")]);
    }

    /// <summary>Writes what one method says of every image.</summary>
    /// <returns>The paths written, and remarks about maps that say nothing.</returns>
    public (IReadOnlyList<string> Files, IReadOnlyList<string> Remarks) Write(NamedMethod method, IReadOnlyList<Attribution> attributions)
    {
        Directory.CreateDirectory(request.Out);
        var maps = attributions.Select(a => a.ToMap(_size.Height, _size.Width)).ToList();
        var files = new List<string>();
        if (request.Formats.HasFlag(OutputFormats.Npy))
            files.Add(WriteArray(method, Tensor.Stack([.. request.Raw ? attributions.Select(a => a.Values) : maps.Select(m => new Tensor(Scaled(m).Values, m.Height, m.Width))])));
        if (request.Formats.HasFlag(OutputFormats.Png))
            files.AddRange(items.Zip(maps, (item, map) => WriteOverlay(method, item, map)));
        return (files,
        [
            .. items.Zip(maps).Where(p => !p.Second.State.IsOk)
                .Select(p => $"{method.Unit.Key} on {p.First.Name}, class {p.First.Target}: the map is {p.Second.State}{Why(method, p.First)}."),
        ]);
    }

    private string Why(NamedMethod method, ExplainItem item) =>
        Diagnosis.Of(model, method.Unit.Value, item.Input.Reshape(1, _size.Channels, _size.Height, _size.Width), item.Target) is { } why ? $": {why}" : "";

    private string WriteArray(NamedMethod method, Tensor array)
    {
        var path = Path.Combine(request.Out, method.FileName + ".npy");
        NpyFile.Write(path, array);
        return path;
    }

    // A map without a largest value has nothing to lay over: the picture is written as it is.
    private string WriteOverlay(NamedMethod method, ExplainItem item, SaliencyMap map)
    {
        var path = Path.Combine(request.Out, $"{item.Name}.{method.FileName}{item.Suffix}.png");
        var picture = Enlargement.ForPeople(item.Picture!, _size);
        File.WriteAllBytes(path, map.State.IsOk ? Overlay.Compose(picture.Png, ShownMap.Of(map), Opacity) : picture.Png);
        return path;
    }

    /// <summary>The map divided by its largest absolute value: −1…1, with zero and the signs kept, so that no metric's verdict changes.</summary>
    public static SaliencyMap Scaled(SaliencyMap map)
    {
        var largest = map.Values.Max(Math.Abs);
        return largest > 0 && float.IsFinite(largest) ? new SaliencyMap([.. map.Values.Select(v => v / largest)], map.Height, map.Width) : map;
    }
}

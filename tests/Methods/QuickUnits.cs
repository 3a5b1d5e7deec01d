using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Methods;

/// <summary>Every method and wrapper with options under which it is quick on an image of 3×8×8, but still runs more than one chunk where
/// it draws samples; and a small network that it applies to.</summary>
internal static class QuickUnits
{
    /// <summary>The methods there are.</summary>
    public static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    private static readonly Dictionary<string, string> Options = new()
    {
        ["rise"] = "masks=150",
        ["smoothgrad"] = "samples=70",
        ["smooth-fullgrad"] = "samples=70",
        ["squaregrad"] = "samples=70",
        ["vargrad"] = "samples=70",
        ["expected-gradients"] = "samples=70",
        ["ss-cam"] = "samples=30",
        ["prediction-difference"] = "window=3,patch=5,samples=8,stride=2",
        ["sobol"] = "designs=2",
        ["hsic"] = "masks=150,grid=4",
        ["meaningful-perturbation"] = "iterations=10,jitter=60",
        ["extremal-perturbation"] = "iterations=10,areas=0.1+0.2",
        ["lime"] = "samples=150",
        ["kernel-shap"] = "samples=150",
        ["layer-conductance"] = "steps=70",
        ["xrai"] = "steps=10",
        ["blur-ig"] = "steps=70",
        ["guided-ig"] = "steps=20",
        // At the last layer, before the pooled head, the derivative does not depend on the image.
        ["smooth-grad-cam++"] = "layer=middle",
        // Of 2×2 places none lies two deviations above the mean.
        ["fem"] = "layer=middle",
        ["opti-cam"] = "iterations=20",
        ["shapley-sampling"] = "samples=150",
        ["smooth"] = "samples=5",
        ["augment"] = "scales=0.8+1",
    };

    /// <summary>The names of all methods, and all wrappers.</summary>
    public static IEnumerable<string> Names => Methods.Entries.Concat(Methods.Wrappers).Select(e => e.Name);

    /// <summary>The method with its quick options; a wrapper goes round input × gradient.</summary>
    public static IAttributionMethod Of(string name) => Methods.Create(
        name + (Options.TryGetValue(name, out var options) ? $":{options}" : "")
        + (Methods[name].IsWrapper ? ":input-x-gradient" : "")).Value;

    /// <summary>A convolutional network, or for attention methods one that attends; every image is run by itself, so that the runtime gives
    /// the same bits alone and in a batch.</summary>
    public static OnnxModel ModelFor(string name)
    {
        using var file = new TemporaryModel(NetworkFor(name));
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0));
    }

    /// <summary>The same network as a graph.</summary>
    public static Graph NetworkFor(string name) =>
        Methods[name].Family == "attention" ? SmallNetworks.Attending() : SmallNetworks.Convolutional();
}

using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Inspection;

/// <summary>What a device does with a network.</summary>
/// <param name="Forward">What ran where of the network.</param>
/// <param name="Backward">What ran where of its derivative; empty where it has none.</param>
/// <param name="Deviations">How far its numbers lie from the CPU's.</param>
/// <param name="Tried">The operators that were tried by themselves.</param>
/// <param name="Findings">What is the matter with some of them.</param>
public sealed record DeviceReport(
    IReadOnlyList<PlacedNode> Forward, IReadOnlyList<PlacedNode> Backward, IReadOnlyList<Deviation> Deviations, int Tried,
    IReadOnlyList<OperatorFinding> Findings)
{
    /// <summary>Whether nothing speaks against the device.</summary>
    public bool IsSound => Deviations.All(d => d.Agrees) && Findings.All(f => !f.IsWrong);

    /// <summary>Looks at a network on a device.</summary>
    /// <param name="model">The network on the device.</param>
    /// <param name="cpu">The same network on the CPU.</param>
    /// <param name="device">The device.</param>
    /// <param name="images">N×C×H×W, normalised.</param>
    /// <param name="raw">The scores that the network itself gives.</param>
    /// <param name="seed">Of the noise that operators are tried on.</param>
    /// <param name="stop">Stops between two passes.</param>
    public static DeviceReport Of(
        OnnxModel model, OnnxModel cpu, Device device, Tensor images, Func<ClassScores, Tensor> raw, Seed seed, CancellationToken stop)
    {
        var network = model.Loaded;
        var batch = network.Batch ?? 1;
        var forward = RuntimeMessage.Guard(
            network.Path, () => Placement.Of(network.Graph.WithOutputs([network.Scores]), device, batch, stop));
        var deviations = DeviceComparison.Of(model, cpu, images, raw, stop);
        var (tried, findings) = OperatorCheck.Run(model, device, seed, stop);
        return new DeviceReport(forward, Backwards(model, device, stop), deviations, tried, findings);
    }

    private static IReadOnlyList<PlacedNode> Backwards(OnnxModel model, Device device, CancellationToken stop)
    {
        var network = model.Loaded;
        try
        {
            var program = RuleSet.Standard.Build(network.Graph, network.Shapes, network.Scores, [network.Input], network.Meaning);
            return Placement.Of(program.Graph, device, network.Batch ?? 1, stop);
        }
        // That there is none, or none on the device, is said where it is compared.
        catch (Exception error) when (error is NoGradientRuleException or OnnxRuntimeException)
        {
            return [];
        }
    }
}

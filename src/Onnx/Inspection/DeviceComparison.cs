using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Inspection;

/// <summary>How far numbers of a device lie from those of the CPU.</summary>
/// <param name="What">Which numbers.</param>
/// <param name="Largest">The largest difference over the images, as a part of an image's largest number; ∞ where one is not finite and
/// the other is not the same.</param>
/// <param name="Allowed">The largest that rounding explains.</param>
public sealed record Deviation(string What, double Largest, double Allowed)
{
    /// <summary>Why the network has no such numbers, on no device; null where it has.</summary>
    public string? NotCompared { get; init; }

    /// <summary>Why the device did not give them; null where it did.</summary>
    public string? Refused { get; init; }

    /// <summary>By how much the CPU's numbers change, as a part of the largest, when the last bit of every pixel does.</summary>
    public double Rounding { get; init; }

    /// <summary>Whether nothing speaks against the device.</summary>
    public bool Agrees => NotCompared is not null || (Refused is null && (Largest <= Allowed || IsRounding));

    /// <summary>Whether more than is allowed is explained by rounding: a device rounds in every layer, the last bits of pixels are one of
    /// them.</summary>
    public bool IsRounding => Largest > Allowed && Largest <= MostRounding * Rounding;

    private const double MostRounding = 10;
}

/// <summary>Compares what a network gives on a device with what it gives on the CPU.</summary>
/// <remarks>32-bit sums in another order differ by about 10⁻⁶ of the largest number, a deep network's scores by up to 10⁻⁵; factors rounded
/// to 16 bits, or TF32's 10 bits of mantissa, by 10⁻³. Behind a ReLU that rounding opens or closes a derivative jumps, so more is allowed
/// there. Relevance that is divided by sums near zero is no more exact than its input: how far the last bits of the pixels alone move it on
/// the CPU is measured.</remarks>
public static class DeviceComparison
{
    /// <summary>What is allowed of scores.</summary>
    public const double OfScores = 1e-4;

    /// <summary>What is allowed of derivatives and relevance.</summary>
    public const double OfGradients = 1e-3;

    /// <summary>The passes that are compared: the derivative, one that gates, and one that shares out relevance.</summary>
    public static IReadOnlyList<RuleSet> Passes { get; } =
        [RuleSet.Standard, RuleSet.GuidedBackpropagation, Composites.EpsilonPlus(1e-6)];

    /// <summary>Compares scores, and the passes of the CPU's first choice at the pixels.</summary>
    /// <param name="device">The network on the device.</param>
    /// <param name="cpu">The same network on the CPU.</param>
    /// <param name="images">N×C×H×W, normalised.</param>
    /// <param name="raw">The scores that the network itself gives: logits, or probabilities where it has none.</param>
    /// <param name="stop">Stops between two passes.</param>
    public static IReadOnlyList<Deviation> Of(
        IModel device, IModel cpu, Tensor images, Func<ClassScores, Tensor> raw, CancellationToken stop = default)
    {
        var scores = cpu.Predict(images);
        var seed = ModelExtensions.OneHot(
            [.. Enumerable.Range(0, images.BatchSize).Select(scores.Top1)], cpu.ClassCount);
        return
        [
            Compared("scores", OfScores, device, cpu, images, (model, x) => raw(model.Predict(x))),
            .. Passes.Select(pass =>
            {
                stop.ThrowIfCancellationRequested();
                return Compared(pass.Name, OfGradients, device, cpu, images, (model, x) => Pixels(model, x, seed, pass));
            }),
        ];
    }

    private static Deviation Compared(
        string what, double allowed, IModel device, IModel cpu, Tensor images, Func<IModel, Tensor, Tensor> compute)
    {
        Tensor expected;
        try
        {
            expected = compute(cpu, images);
        }
        catch (Exception error) when (error is NoGradientRuleException or NotApplicableException)
        {
            return new Deviation(what, 0, allowed) { NotCompared = error.Message };
        }
        var rounding = Largest(compute(cpu, OtherLastBits(images)), expected);
        try
        {
            return new Deviation(what, Largest(compute(device, images), expected), allowed) { Rounding = rounding };
        }
        catch (InputException error)
        {
            return new Deviation(what, double.PositiveInfinity, allowed) { Refused = error.Message };
        }
    }

    private static Tensor OtherLastBits(Tensor images)
    {
        var random = Seed.Of(0).For("last bits").Random();
        return new Tensor(
            [.. images.Values.Select(v => random.NextDouble(0, 1) < 0.5 ? MathF.BitIncrement(v) : MathF.BitDecrement(v))],
            [.. images.Shape]);
    }

    private static Tensor Pixels(IModel model, Tensor images, Tensor seed, RuleSet pass) =>
        model.Gradient(images, seed, [model.InputTensor], pass).Gradients[0];

    private static double Largest(Tensor actual, Tensor expected) =>
        Enumerable.Range(0, expected.BatchSize).Max(i => Agreement.Difference(actual.Item(i), expected.Item(i)));
}

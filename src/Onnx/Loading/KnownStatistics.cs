namespace VisEval.Onnx.Loading;

/// <summary>Mean and deviation of a collection of pictures that networks are trained on, of pixels of 0…1.</summary>
/// <param name="Mean">By channel, red first.</param>
/// <param name="Deviation">By channel.</param>
public sealed record KnownStatistics(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    // Rounded, and rounded otherwise.
    private const double Agreement = 0.005;

    /// <summary>ImageNet, as torchvision states them.</summary>
    public static KnownStatistics ImageNet { get; } = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>The training images of CIFAR-10.</summary>
    public static KnownStatistics Cifar10 { get; } = new([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]);

    /// <summary>The training images of MNIST.</summary>
    public static KnownStatistics Mnist { get; } = new([0.1307], [0.3081]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownStatistics> All { get; } = [ImageNet, Cifar10, Mnist];

    /// <summary>Whether a mean and a deviation are these of pixels brought to −1…1, 2·m − 1 and 2·d, in either order of the
    /// channels.</summary>
    internal bool AreOfSigned(IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
    {
        bool Are(IEnumerable<double> given, IEnumerable<double> own) =>
            given.Zip(own).All(p => Math.Abs(p.First - p.Second) <= 2 * Agreement);
        bool Fit(IReadOnlyList<double> m, IReadOnlyList<double> d) => mean.Count == m.Count
            && Are(mean, m.Select(v => 2 * v - 1)) && Are(deviation.Select(Math.Abs), d.Select(v => 2 * v));
        return Fit(Mean, Deviation) || Fit([.. Mean.Reverse()], [.. Deviation.Reverse()]);
    }
}

using VisEval.Onnx.Loading;

namespace VisEval.Harness.Datasets;

/// <summary>What families of networks expect, by the name that stands wherever a preprocessing may stand. A preset says how values become
/// input; the picture is squashed unless <c>resize</c> says otherwise.</summary>
internal static class PreprocessingPresets
{
    private const double Unit = 1 / 255.0;

    /// <summary>By name.</summary>
    /// <remarks>imagenet: torchvision and most of timm. caffe, tf: the modes of Keras' <c>imagenet_utils</c> (Caffe's networks; −1…1).
    /// cifar10, mnist: mean and deviation of the training images.</remarks>
    public static IReadOnlyDictionary<string, Preprocessing> All { get; } = new Dictionary<string, Preprocessing>
    {
        ["imagenet"] = Of("RGB", KnownStatistics.ImageNet),
        ["caffe"] = new("BGR", 1, [103.939, 116.779, 123.68], [1, 1, 1]),
        ["tf"] = Alike(1 / 127.5, 1),
        ["cifar10"] = Of("RGB", KnownStatistics.Cifar10),
        ["mnist"] = Of("gray", KnownStatistics.Mnist),
        ["0-1"] = Alike(Unit, 0),
        ["0-255"] = Alike(1, 0),
    };

    private static Preprocessing Of(string channels, KnownStatistics known) => new(channels, Unit, known.Mean, known.Deviation);

    private static Preprocessing Alike(double scale, double mean) =>
        new("RGB", scale, [mean, mean, mean], [1, 1, 1]) { AnyChannels = true };
}

namespace VisEval.Harness.Datasets;

/// <summary>What families of networks expect, by the name that stands wherever a preprocessing may stand. A preset says how values become
/// input; the picture is squashed unless <c>resize</c> says otherwise.</summary>
public static class PreprocessingPresets
{
    private const double Unit = 1 / 255.0;

    /// <summary>By name.</summary>
    /// <remarks>imagenet: torchvision and most of timm. caffe, tf: the modes of Keras' <c>imagenet_utils</c> (Caffe's networks; −1…1).
    /// cifar10, mnist: mean and deviation of the training images.</remarks>
    public static IReadOnlyDictionary<string, Preprocessing> All { get; } = new Dictionary<string, Preprocessing>
    {
        ["imagenet"] = new("RGB", Unit, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ["caffe"] = new("BGR", 1, [103.939, 116.779, 123.68], [1, 1, 1]),
        ["tf"] = Alike(1 / 127.5, 1),
        ["cifar10"] = new("RGB", Unit, [0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616]),
        ["mnist"] = new("gray", Unit, [0.1307], [0.3081]),
        ["0-1"] = Alike(Unit, 0),
        ["0-255"] = Alike(1, 0),
    };

    private static Preprocessing Alike(double scale, double mean) =>
        new("RGB", scale, [mean, mean, mean], [1, 1, 1]) { AnyChannels = true };
}

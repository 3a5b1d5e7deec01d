using VisEval.Core;
using VisEval.Methods;

namespace VisEval.Tests.Methods.ActivationMapping;

/// <summary>Score-CAM and its successors as they are printed, for the first image at a layer of the model of
/// <see cref="LayerView"/>.</summary>
internal static class MaskedImages
{
    /// <summary>ReLU(Σ_k softmax_k(mean_s f(see(s, M_k))) A_k).</summary>
    public static double[] Map(string layer, ClassScore score, int samples, Func<int, float[], float[]> see)
    {
        var view = LayerView.Of(layer, 0);
        double[] exponentials =
            [.. view.Channels.Select(k => Math.Exp(Enumerable.Range(0, samples).Average(s => Score(score, see(s, Mask(view, k))))))];
        return LayerView.Relu(view.Sum(k => exponentials[k] / exponentials.Sum()));
    }

    public static float[] Image => LayerView.Batch.Values.Item(0).ToArray();

    /// <summary>The image times a mask, channel by channel.</summary>
    public static float[] Times(this float[] image, float[] mask) => [.. image.Select((v, i) => v * mask[i % mask.Length])];

    private static float[] Mask(LayerView view, int k) =>
        new SaliencyMap([.. view.A[k].Select(v => (float)v)], view.Height, view.Width)
            .Resize(LayerView.Size.Height, LayerView.Size.Width).Normalize().Values;

    private static double Score(ClassScore score, float[] image)
    {
        var scores = LayerView.Model.Predict(new Tensor(image, 1, LayerView.Size.Channels, LayerView.Size.Height, LayerView.Size.Width));
        return score == ClassScore.Logit ? scores.Logit(0, LayerView.Targets[0]) : scores.Probability(0, LayerView.Targets[0]);
    }
}

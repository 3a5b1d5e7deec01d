using VisEval.Core;
using VisEval.Training.Scenes;

namespace VisEval.Training.Optimization;

/// <summary>Scenes as network input, with soft labels.</summary>
internal static class Examples
{
    private const float Mean = 0.5f;
    private const float Deviation = 0.25f;

    /// <summary>A batch of scenes: images N×3×64×64 normalised as dataset.json says, labels N×classes that share 1 between
    /// the objects.</summary>
    public static (Tensor Images, Tensor Labels) Batch(IReadOnlyList<Scene> scenes, int classes)
    {
        var images = Tensor.Zeros(scenes.Count, 3, SceneRenderer.Size, SceneRenderer.Size);
        var labels = Tensor.Zeros(scenes.Count, classes);
        for (var i = 0; i < scenes.Count; i++)
        {
            Fill(images.Item(i), scenes[i].Rgb);
            foreach (var thing in scenes[i].Objects)
                labels.Item(i)[thing.Class] = 1f / scenes[i].Objects.Count;
        }
        return (images, labels);
    }

    private static void Fill(Span<float> planes, ReadOnlySpan<byte> rgb)
    {
        var plane = planes.Length / 3;
        for (var p = 0; p < plane; p++)
            for (var c = 0; c < 3; c++)
                planes[c * plane + p] = (rgb[3 * p + c] / 255f - Mean) / Deviation;
    }
}

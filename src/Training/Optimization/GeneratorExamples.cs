using VisEval.Core;
using VisEval.Training.Networks;
using VisEval.Training.Scenes;

namespace VisEval.Training.Optimization;

/// <summary>What the generator learns from.</summary>
internal static class GeneratorExamples
{
    // Objects fill a tenth of a scene: without this most of the code goes to textures.
    private const float ObjectImportance = 4;

    /// <summary>Fresh scenes for a step, half with one object, half with two.</summary>
    public static GeneratorBatch Batch(TrainingSettings settings, int step)
    {
        var scenes = Enumerable.Range(0, settings.Batch)
            .Select(i => SceneRenderer.Draw(Trainer.SceneSeed(settings, step, i), objects: 1 + i % 2)).ToList();
        var noise = Tensor.Zeros(settings.Batch, SceneGenerator.Channels, SceneGenerator.Side, SceneGenerator.Side);
        var random = Seed.Of(settings.Seed).For("code noise").For(step).Random();
        foreach (ref var value in noise.Values.AsSpan())
            value = (float)random.NextGaussian();
        return new GeneratorBatch(Examples.Batch(scenes, SceneClasses.Names.Count).Images, Importance(scenes), noise);
    }

    private static Tensor Importance(IReadOnlyList<Scene> scenes)
    {
        var weights = Tensor.Zeros(scenes.Count, 1, SceneRenderer.Size, SceneRenderer.Size);
        for (var i = 0; i < scenes.Count; i++)
        {
            var item = weights.Item(i);
            item.Fill(1);
            foreach (var thing in scenes[i].Objects)
                for (var p = 0; p < item.Length; p++)
                    if (thing.Mask.Pixels[p])
                        item[p] = ObjectImportance;
        }
        var mean = (float)weights.Values.Average(v => (double)v);
        foreach (ref var weight in weights.Values.AsSpan())
            weight /= mean;
        return weights;
    }
}

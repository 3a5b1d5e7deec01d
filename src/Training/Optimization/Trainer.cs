using VisEval.Core;
using VisEval.Training.Scenes;

namespace VisEval.Training.Optimization;

/// <summary>How long and how fast to train.</summary>
internal sealed record TrainingSettings(int Steps, int Batch = 64, int Threads = 1, int Seed = 1);

/// <summary>Where the training images come from: step s asks for the batch of step s, whatever the order.</summary>
internal delegate (Tensor Images, Tensor Labels) BatchSource(int step);

/// <summary>Trains a network by AdamW with a cosine schedule.</summary>
internal static class Trainer
{
    // As many random labels as the small networks can learn by heart.
    private const int MemorizedBatches = 8;

    /// <summary>Fresh scenes for every step, half with one object, half with two.</summary>
    public static BatchSource FreshScenes(TrainingSettings settings) => step => Examples.Batch(
        [.. Enumerable.Range(0, settings.Batch).Select(i => SceneRenderer.Draw(SceneSeed(settings, step, i), objects: 1 + i % 2))],
        SceneClasses.Names.Count);

    /// <summary>The same scenes again and again, with their labels permuted among them.</summary>
    /// <param name="settings">The batch size and seed.</param>
    public static (BatchSource Source, Tensor Images, Tensor Labels) PermutedScenes(TrainingSettings settings)
    {
        var count = MemorizedBatches * settings.Batch;
        var scenes = Enumerable.Range(0, count).Select(i => SceneRenderer.Draw(SceneSeed(settings, -1, i), objects: 1)).ToList();
        var (images, ordered) = Examples.Batch(scenes, SceneClasses.Names.Count);
        var order = Enumerable.Range(0, count).ToArray();
        Seed.Of(settings.Seed).For("permutation").Random().Shuffle<int>(order);
        var labels = Pick(ordered, order);
        return (Batch, images, labels);

        (Tensor, Tensor) Batch(int step)
        {
            var shuffled = Enumerable.Range(0, count).ToArray();
            Seed.Of(settings.Seed).For("epoch").For(step / MemorizedBatches).Random().Shuffle<int>(shuffled);
            var chosen = shuffled.AsSpan(step % MemorizedBatches * settings.Batch, settings.Batch);
            return (Pick(images, chosen), Pick(labels, chosen));
        }
    }

    /// <summary>Trains a classifier with a peak learning rate; reports (step, smoothed loss) after every step.</summary>
    public static void Run(
        TrainingProgram program, BatchSource source, TrainingSettings settings, double rate, Action<int, double> report) =>
        Run(
            step => source(step), (batch, optimizer, now) => program.Step(batch.Images, batch.Labels, optimizer, now), settings, rate,
            report);

    /// <summary>Trains with a peak learning rate; reports (step, smoothed loss) after every step.</summary>
    /// <param name="source">The batch of a step.</param>
    /// <param name="train">One step on a batch at a rate; gives the loss before it.</param>
    /// <param name="settings">How long.</param>
    /// <param name="rate">The peak learning rate.</param>
    /// <param name="report">Told of every step.</param>
    public static void Run<T>(
        Func<int, T> source, Func<T, AdamW, double, float> train, TrainingSettings settings, double rate, Action<int, double> report)
    {
        var optimizer = new AdamW();
        var schedule = new CosineSchedule(rate, Math.Min(100, settings.Steps / 10 + 1), settings.Steps);
        var smoothed = double.NaN;
        // The next batch is drawn while this one is trained on.
        var next = Task.Run(() => source(0));
        for (var step = 0; step < settings.Steps; step++)
        {
            var batch = next.GetAwaiter().GetResult();
            var following = step + 1;
            next = Task.Run(() => source(following));
            var loss = train(batch, optimizer, schedule.At(step));
            smoothed = double.IsNaN(smoothed) ? loss : 0.98 * smoothed + 0.02 * loss;
            report(step, smoothed);
        }
        next.GetAwaiter().GetResult();
    }

    /// <summary>The seed of a training scene.</summary>
    public static Seed SceneSeed(TrainingSettings settings, int step, int index) =>
        Seed.Of(settings.Seed).For("training").For(step + 1L).For(index);

    private static Tensor Pick(Tensor from, ReadOnlySpan<int> indices)
    {
        var picked = Tensor.Zeros([indices.Length, .. from.Shape[1..]]);
        for (var i = 0; i < indices.Length; i++)
            from.Item(indices[i]).CopyTo(picked.Item(i));
        return picked;
    }
}

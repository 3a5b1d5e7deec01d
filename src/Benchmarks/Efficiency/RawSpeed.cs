using System.Diagnostics;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;

namespace VisEval.Benchmarks.Efficiency;

/// <summary>The speed of a network alone: nothing but passes of one batch, on several threads at once, as in a run.</summary>
internal static class RawSpeed
{
    private const int Images = 16;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    /// <summary>Measures forward passes, then gradients at the input.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="threads">Threads, each with passes of its own.</param>
    public static RawFigures Measure(string path, int threads)
    {
        using var model = OnnxModel.Open(path, new EngineOptions(Threads: 1, MemoryMegabytes: 1024, KeptMegabytes: 2048));
        var random = Seed.Of(0).Random();
        var batch = Tensor.Zeros(Images, model.Input.Channels, model.Input.Height, model.Input.Width);
        for (var i = 0; i < batch.Length; i++)
            batch.Values[i] = (float)random.NextGaussian();
        var forward = PerSecond(threads, () => model.Predict(batch));
        var gradient = PerSecond(threads, () => model.Gradient(batch, new int[Images], model.InputTensor));
        return new RawFigures(forward, forward / gradient - 1);
    }

    private static double PerSecond(int threads, Action pass)
    {
        // The first passes open sessions.
        for (var i = 0; i < 3; i++)
            pass();
        var (passes, clock) = (0L, Stopwatch.StartNew());
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            while (clock.Elapsed < Duration)
            {
                pass();
                Interlocked.Increment(ref passes);
            }
        });
        return passes * Images / clock.Elapsed.TotalSeconds;
    }
}

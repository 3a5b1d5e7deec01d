using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Representation.Shared;

/// <summary>Runs images through a network a few at a time, so that no more activations are held than these.</summary>
/// <remarks>Chunks are of the same images and batches of the same size whatever the number of threads, and their results are taken in
/// order: threads change no number.</remarks>
internal static class LayerSweep
{
    private const int Chunk = 16;

    /// <summary>Makes something of every image's values at a layer.</summary>
    /// <param name="study">Threads, and what stops the work.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="images">The images, by place.</param>
    /// <param name="reduce">Makes it, of the image's place in the list and its values; called by several threads.</param>
    /// <param name="use">Takes it, in the order of the images.</param>
    public static void Values<T>(
        Study study, StudiedLayer layer, IReadOnlyList<int> images, Func<int, Memory<float>, T> reduce, Action<int, T> use) =>
        Each(study, layer.Network, images, batch => layer.Network.Model.Activations(batch, [layer.Tensor])[0], reduce, use);

    /// <summary>Makes something of every image's derivative ∂S_c/∂layer of one class.</summary>
    /// <inheritdoc cref="Values"/>
    public static void Gradients<T>(
        Study study, StudiedLayer layer, IReadOnlyList<int> images, int target, ClassScore score, Func<int, Memory<float>, T> reduce,
        Action<int, T> use)
    {
        var model = layer.Network.Model;
        Each(
            study, layer.Network, images,
            batch => model.Gradient(
                batch, ModelExtensions.OneHot([.. Enumerable.Repeat(target, batch.BatchSize)], model.ClassCount), [layer.Tensor],
                score.Rules()).Gradients[0],
            reduce, use);
    }

    private static void Each<T>(
        Study study, StudiedNetwork network, IReadOnlyList<int> images, Func<Tensor, Tensor> run, Func<int, Memory<float>, T> reduce,
        Action<int, T> use)
    {
        var wave = Chunk * study.Threads;
        for (var start = 0; start < images.Count; start += wave)
        {
            var results = new T[Math.Min(wave, images.Count - start)];
            Parallel.For(0, (results.Length + Chunk - 1) / Chunk, study.Parallel, chunk =>
            {
                var (first, count) = (chunk * Chunk, Math.Min(Chunk, results.Length - chunk * Chunk));
                var values = run(Batch(network, images, start + first, count));
                for (var i = 0; i < count; i++)
                    results[first + i] = reduce(start + first + i, values.Memory.Slice(i * values.ItemLength, values.ItemLength));
            });
            for (var i = 0; i < results.Length; i++)
                use(start + i, results[i]);
        }
    }

    private static Tensor Batch(StudiedNetwork network, IReadOnlyList<int> images, int first, int count) =>
        Tensor.Stack([.. Enumerable.Range(first, count).Select(i => network.Load(images[i])).Select(t => t.Reshape(t.Shape[1..]))]);
}

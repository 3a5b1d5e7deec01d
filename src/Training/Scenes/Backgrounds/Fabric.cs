using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>Woven cloth: warp and weft threads that pass over each other, with slubs.</summary>
internal sealed class Fabric : IBackground
{
    public string Name => "fabric";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var warp = new Colour(0.5f, 0.46f, 0.5f).Jitter(random, 0.25);
        var weft = warp.Jitter(random, 0.12);
        var noise = new ValueNoise(random);
        var thread = 1 / random.NextDouble(3.2, 5.5);
        new Plane(random, 0.5).Fill(canvas, (u, v) =>
        {
            var (a, b) = (u * thread, v * thread);
            var over = ((int)Math.Floor(a) + (int)Math.Floor(b) & 1) == 0;
            var across = over ? a - Math.Floor(a) : b - Math.Floor(b);
            var round = (float)(1 - (2 * across - 1) * (2 * across - 1));
            var slub = over ? noise.At(Math.Floor(a) * 3.7, b / 3) : noise.At(a / 3, Math.Floor(b) * 3.7 + 11);
            return (over ? warp : weft) * (0.66f + 0.3f * round + 0.3f * (slub - 0.3f));
        });
    }
}

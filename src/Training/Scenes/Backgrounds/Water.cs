using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>Open water: two crossing trains of noise-bent waves with glints on the crests.</summary>
internal sealed class Water : IBackground
{
    public string Name => "water";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var deep = new Colour(0.12f, 0.32f, 0.42f).Jitter(random, 0.1);
        var bright = new Colour(0.5f, 0.7f, 0.74f).Jitter(random, 0.1);
        var noise = new ValueNoise(random);
        var (first, second) = (1 / random.NextDouble(9, 15), 1 / random.NextDouble(5, 8));
        new Plane(random, 0.12).Fill(canvas, (u, v) =>
        {
            var bend = noise.Fractal(u / 17, v / 8, 3);
            var swell = Turns.Sin(v * first + 2.2 * bend) + 0.6 * Turns.Sin(v * second + u * first / 2 + 2 * bend);
            var height = Math.Clamp(0.42f + 0.26f * (float)swell, 0, 1);
            return Colour.Mix(deep, bright, height * height * 1.1f);
        });
    }
}

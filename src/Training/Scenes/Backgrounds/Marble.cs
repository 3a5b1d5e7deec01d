using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>Polished marble: veins where a noise-warped wave is near its crest (after Perlin, 1985).</summary>
internal sealed class Marble : IBackground
{
    public string Name => "marble";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var stone = new Colour(0.72f, 0.68f, 0.63f).Jitter(random, 0.16);
        var vein = Colour.Mix(stone, new Colour(0.22f, 0.23f, 0.26f).Jitter(random, 0.08), 0.75f);
        var noise = new ValueNoise(random);
        var period = 1 / random.NextDouble(20, 34);
        new Plane(random, 0.5).Fill(canvas, (u, v) =>
        {
            var warp = noise.Fractal(u / 16, v / 16, 4);
            var wave = 1 - Math.Abs((float)Turns.Sin(u * period + 1.6 * warp));
            return Colour.Mix(stone, vein, Math.Clamp(wave * wave * 0.9f + 0.25f * (warp - 0.5f), 0, 1));
        });
    }
}

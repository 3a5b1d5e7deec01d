using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>Rough rock: a multi-octave height field lit from the side.</summary>
internal sealed class Rock : IBackground
{
    public string Name => "rock";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var stone = new Colour(0.5f, 0.48f, 0.46f).Jitter(random, 0.16);
        var lichen = stone.Jitter(random, 0.18);
        var noise = new ValueNoise(random);
        var scale = 1 / random.NextDouble(9, 17);
        new Plane(random, 0.5).Fill(canvas, (u, v) =>
        {
            var here = noise.Fractal(u * scale, v * scale, 4);
            var slope = here - noise.Fractal((u + 1) * scale, (v + 0.6) * scale, 4);
            var spots = Math.Clamp((here - 0.5f) * 4, 0, 1);
            return Colour.Mix(stone, lichen, spots) * Math.Clamp(0.95f + 3.2f * slope, 0.45f, 1.45f);
        });
    }
}

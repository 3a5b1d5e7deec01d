using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>White clouds before a blue sky: thresholded multi-octave noise.</summary>
internal sealed class Clouds : IBackground
{
    public string Name => "clouds";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var sky = new Colour(0.33f, 0.53f, 0.78f).Jitter(random, 0.12);
        var white = new Colour(0.82f, 0.84f, 0.87f).Jitter(random, 0.08);
        var noise = new ValueNoise(random);
        var scale = 1 / random.NextDouble(18, 30);
        new Plane(random, 0.05).Fill(canvas, (u, v) =>
        {
            var density = Math.Clamp((noise.Fractal(u * scale, v * scale * 1.5, 4) - 0.3f) * 2.4f, 0, 1);
            return Colour.Mix(sky, white, density * density * (3 - 2 * density));
        });
    }
}

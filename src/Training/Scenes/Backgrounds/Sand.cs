using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>Wind-blown sand: soft ripples and grains.</summary>
internal sealed class Sand : IBackground
{
    public string Name => "sand";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var sand = new Colour(0.74f, 0.64f, 0.47f).Jitter(random, 0.14);
        var noise = new ValueNoise(random);
        var ripple = 1 / random.NextDouble(8, 15);
        var depth = (float)random.NextDouble(0.05, 0.13);
        new Plane(random, 0.5).Fill(canvas, (u, v) =>
        {
            var crest = (float)Turns.Sin(v * ripple + 1.3 * noise.At(u / 22, v / 22));
            var grain = noise.At(u * 1.7, v * 1.7) - 0.5f;
            return sand * (1 + depth * crest + 0.22f * grain + 0.2f * (noise.At(u / 30, v / 30 + 9) - 0.5f));
        });
    }
}

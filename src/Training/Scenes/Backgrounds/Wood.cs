using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>A wooden board: year rings cut lengthwise and fine fibres.</summary>
internal sealed class Wood : IBackground
{
    public string Name => "wood";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var light = new Colour(0.69f, 0.5f, 0.32f).Jitter(random, 0.13);
        var dark = light * (float)random.NextDouble(0.55, 0.72);
        var noise = new ValueNoise(random);
        var ring = 1 / random.NextDouble(6, 12);
        new Plane(random, 0.5).Fill(canvas, (u, v) =>
        {
            var bent = v + 14 * noise.At(u / 34, v / 20);
            var grain = 0.5f + 0.5f * (float)Turns.Sin(bent * ring);
            var fibre = noise.At(u / 14 + 7, v * 0.9);
            return Colour.Mix(light, dark, Math.Clamp(0.6f * grain * grain + 0.55f * (fibre - 0.35f), 0, 1));
        });
    }
}

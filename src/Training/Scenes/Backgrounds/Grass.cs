using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>A meadow: many thin blades, the later ones over the earlier.</summary>
internal sealed class Grass : IBackground
{
    public string Name => "grass";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var soil = new Colour(0.2f, 0.27f, 0.12f).Jitter(random, 0.07);
        var blade = new Colour(0.42f, 0.56f, 0.22f).Jitter(random, 0.12);
        var noise = new ValueNoise(random);
        new Plane(random, 0).Fill(canvas, (u, v) => soil * (0.75f + 0.5f * noise.Fractal(u / 9, v / 9, 2)));
        var lean = random.NextDouble(-0.08, 0.08);
        for (var i = 0; i < 230; i++)
        {
            var (x, y) = (random.NextDouble(-2, Canvas.Size + 2), random.NextDouble(0, Canvas.Size + 8));
            var angle = 0.25 + lean + random.NextDouble(-0.09, 0.09);
            var length = random.NextDouble(6, 13);
            var tint = blade * (float)random.NextDouble(0.55, 1.25);
            canvas.Stroke(x, y, x + length * Turns.Cos(angle), y - length * Turns.Sin(angle), random.NextDouble(0.2, 0.7), tint, 0.8);
        }
    }
}

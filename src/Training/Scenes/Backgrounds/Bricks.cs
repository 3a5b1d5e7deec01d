using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>A brick wall in running bond, every brick of its own tint.</summary>
internal sealed class Bricks : IBackground
{
    public string Name => "bricks";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var brick = new Colour(0.6f, 0.36f, 0.28f).Jitter(random, 0.13);
        var mortar = new Colour(0.66f, 0.63f, 0.58f).Jitter(random, 0.12);
        var noise = new ValueNoise(random);
        var height = random.NextDouble(7, 11);
        var width = height * random.NextDouble(1.9, 2.6);
        var (left, top) = (random.NextDouble(0, width), random.NextDouble(0, height));
        new Plane(random, 0.04).Fill(canvas, (u, v) =>
        {
            var row = (int)Math.Floor((v + top) / height);
            var along = u + left + (row & 1) * width / 2;
            var column = (int)Math.Floor(along / width);
            var (inX, inY) = (along - column * width, v + top - row * height);
            var toJoint = Math.Min(Math.Min(inX, width - inX), Math.Min(inY, height - inY));
            var tint = brick * (0.78f + 0.3f * noise.Cell(column, row) + 0.28f * (noise.At(u / 2.2, v / 2.2) - 0.5f));
            return Colour.Mix(mortar * (0.85f + 0.3f * noise.At(u, v)), tint, (float)Math.Clamp(toJoint - 0.4, 0, 1));
        });
    }
}

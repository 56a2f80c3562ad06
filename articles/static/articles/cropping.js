"use strict";

/* How a picture is cut, to the pixel as articles/pictures/framing.py does it: a test compares them. */

const cropping = (() => {
    // Python's way: halves go to the even neighbour.
    const round = (number) => {
        const below = Math.floor(number), rest = number - below;
        return rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;
    };

    const clamp = (number, least, most) => Math.min(Math.max(number, least), most);

    // The largest size of a shape ([across, down]) within so many pixels.
    const largest = (width, height, [across, down]) => {
        if (width * down > height * across) {
            const high = Math.max(1, round(height));
            return [Math.max(1, Math.min(round(width), round(high * across / down))), high];
        }
        const wide = Math.max(1, round(width));
        return [wide, Math.max(1, Math.min(round(height), round(wide * down / across)))];
    };

    // Where a stretch about a middle begins, that lies within the whole and has the focus.
    const placed = (middle, length, focus, whole) => {
        const begin = Math.min(
            Math.max(round(middle - length / 2), Math.ceil(focus - length)), Math.floor(focus),
        );
        return clamp(begin, 0, whole - length);
    };

    // A crop of such a size about a middle (pixels), moved as little as it takes to have the focus.
    const about = ({ width, height, focus }, middle, [wide, high]) => {
        const left = placed(middle[0], wide, focus[0] * width, width);
        const top = placed(middle[1], high, focus[1] * height, height);
        return [left, top, left + wide, top + high];
    };

    // [left, top, right, bottom] in pixels. The picture is {width, height} in pixels and
    // {focus: [x, y]} in fractions, as is what was drawn, if anything.
    const box = (picture, shape, drawn) => {
        const { width, height, focus } = picture;
        if (!drawn) {
            const middle = [focus[0] * width, focus[1] * height];
            return about(picture, middle, largest(width, height, shape));
        }
        const [left, top, right, bottom] = drawn;
        const middle = [(left + right) / 2 * width, (top + bottom) / 2 * height];
        const space = [(right - left) * width, (bottom - top) * height];
        return about(picture, middle, largest(...space, shape));
    };

    const fractions = ({ width, height }, [left, top, right, bottom]) => [
        left / width, top / height, right / width, bottom / height,
    ];

    return { about, box, clamp, fractions, largest };
})();

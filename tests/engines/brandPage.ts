import { brandColors } from "../support/brandColors.js";
import { measureBrands } from "../support/measureBrand.js";

const brands = brandColors();
const measure = { brands: brands.length, ...measureBrands(brands) };
document.body.append(Object.assign(document.createElement("pre"), { textContent: JSON.stringify(measure) }));
